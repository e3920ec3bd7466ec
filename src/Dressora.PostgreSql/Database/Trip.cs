using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>
/// Statements that travel together: one round trip, each with a snapshot of its own unless the
/// transaction has one.
/// </summary>
internal sealed class Trip(NpgsqlConnection connection) : IDisposable
{
    private readonly NpgsqlBatch _batch = new(connection);

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
