using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>
/// One schema of one database: brought up to date once, before the first use.
/// </summary>
/// <remarks>
/// Nothing that decides is kept between transactions, so any number of nodes may share it.
/// </remarks>
internal sealed class PostgreSqlDatabase(
    NpgsqlDataSource dataSource, PostgreSqlOptions options, TimeProvider time, bool ownsDataSource = false) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private volatile bool _isOpen;

    /// <summary>Gets the statements, with the schema in them.</summary>
    public CreditStatements Statements { get; } = new(options.Schema);

    /// <summary>Gets the statements about jobs, with the schema in them.</summary>
    public JobStatements JobStatements { get; } = new(options.Schema);

    /// <summary>Gets the statements that find work, with the schema in them.</summary>
    public LeaseStatements LeaseStatements { get; } = new(options.Schema);

    /// <summary>Gets whether nodes tell one another that something is due.</summary>
    public bool Notifications => options.Notifications;

    /// <summary>Gets the channel on which they do. Cut to what the server takes: strangers on it cost a look.</summary>
    public string Channel { get; } = $"dressora.{options.Schema}" is { Length: > PostgreSqlSchema.NameLengthMax } name
        ? name[..PostgreSqlSchema.NameLengthMax]
        : $"dressora.{options.Schema}";

    /// <summary>Gets how many transactions are written at once.</summary>
    public int Writers => options.Writers;

    /// <summary>Makes or checks the tables, once. What fails is tried again by the next use.</summary>
    /// <exception cref="InvalidOperationException">
    /// The tables are older than this package and may not be changed, or newer.
    /// </exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isOpen)
            {
                await SchemaUpdate.RunAsync(dataSource, options, cancellationToken).ConfigureAwait(false);
                _isOpen = true;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Takes a connection to a database whose tables are there.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs one statement, and reads what it answers.</summary>
    public async Task<List<T>> ListAsync<T>(
        string statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] values)
    {
        using var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        using var trip = new Trip(connection);
        var reader = await trip.Add(statement, values).ReadAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        return await reader.ReadAllAsync(read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes a connection once the tables are known to be there. Blocks the thread.
    /// </summary>
    public NpgsqlConnection Connect() => dataSource.OpenConnection();

    /// <summary>
    /// Returns this node's time in ticks; <see langword="null"/> when time is the database's.
    /// </summary>
    public long? FindTime() => options.UseDatabaseClock ? null : time.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public void Dispose()
    {
        _opening.Dispose();
        if (ownsDataSource)
        {
            dataSource.Dispose();
        }
    }
}
