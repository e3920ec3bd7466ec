using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>
/// Statements that travel together: one round trip, each with a snapshot of its own unless the
/// transaction has one.
/// </summary>
internal sealed class Trip(NpgsqlConnection connection) : IDisposable
{
    private readonly NpgsqlBatch _batch = new(connection);
    private readonly List<Action<NpgsqlDataReader>> _rows = [];

    /// <summary>Adds a statement; values bind to $1, $2 and so on.</summary>
    public Trip Add(string sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value);
        }

        _batch.BatchCommands.Add(command);
        return this;
    }

    /// <summary>Adds a statement that answers rows, and says what becomes of each.</summary>
    public Trip Ask(string sql, Action<NpgsqlDataReader> row, params ReadOnlySpan<NpgsqlParameter> values)
    {
        _rows.Add(row);
        return Add(sql, values);
    }

    /// <summary>Takes a row that nobody needs.</summary>
    public static void Ignore(NpgsqlDataReader row)
    {
    }

    /// <summary>Makes a value of a type that PostgreSQL infers nothing from.</summary>
    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>
    /// Sends the statements, and reads what those with rows answer, one result after the other.
    /// Blocks the thread.
    /// </summary>
    public NpgsqlDataReader Read()
    {
        // Each statement is parsed once on its connection; asking again costs no round trip.
        _batch.Prepare();
        return _batch.ExecuteReader();
    }

    /// <summary>
    /// Sends the statements, and hands each row to whoever asked for it. Blocks the thread.
    /// </summary>
    public void Run()
    {
        using var reader = Read();
        foreach (var row in _rows)
        {
            while (reader.Read())
            {
                row(reader);
            }

            reader.NextResult();
        }
    }

    /// <summary>Sends the statements, and hands each row to whoever asked for it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var reader = await ReadAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        foreach (var row in _rows)
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                row(reader);
            }

            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends the statements. Blocks the thread.</summary>
    public void Send()
    {
        _batch.Prepare();
        _batch.ExecuteNonQuery();
    }

    /// <summary>Sends the statements, and reads what those with rows answer, one result after the other.</summary>
    public async Task<NpgsqlDataReader> ReadAsync(CancellationToken cancellationToken)
    {
        await _batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await _batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends the statements.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        await _batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await _batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _batch.Dispose();
}
