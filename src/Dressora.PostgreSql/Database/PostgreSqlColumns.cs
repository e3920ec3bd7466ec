using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>How values look in columns.</summary>
internal static class PostgreSqlColumns
{
    /// <summary>Reads all rows of a result.</summary>
    public static async Task<List<T>> ReadAllAsync<T>(
        this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Reads a time, in UTC.</summary>
    public static DateTimeOffset GetTime(this NpgsqlDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    /// <summary>Reads a time, or nothing.</summary>
    public static DateTimeOffset? FindTime(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetTime(column);

    /// <summary>Reads a text, or nothing.</summary>
    public static string? FindText(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Reads an amount in whole credits.</summary>
    public static Credits GetCredits(this NpgsqlDataReader reader, int column) => new(reader.GetInt64(column));

    /// <summary>Reads an amount, or nothing.</summary>
    public static Credits? FindCredits(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetCredits(column);

    /// <summary>Reads the id of a hold, the ledger's own included.</summary>
    public static HoldId GetHold(this NpgsqlDataReader reader, int column) => HoldId.Parse(reader.GetString(column));
}
