using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>How values look in columns.</summary>
internal static class SqliteColumns
{
    /// <summary>Writes a time as ticks in UTC, which compare as the times do.</summary>
    public static long ToColumn(this DateTimeOffset time) => time.UtcTicks;

    /// <summary>Writes a time, or nothing.</summary>
    public static object? ToColumn(this DateTimeOffset? time) => time?.UtcTicks;

    /// <summary>Reads a time, in UTC.</summary>
    public static DateTimeOffset GetTime(this SqliteDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    /// <summary>Reads a time, or nothing.</summary>
    public static DateTimeOffset? FindTime(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetTime(column);

    /// <summary>Reads a text, or nothing.</summary>
    public static string? FindText(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Reads an amount in whole credits.</summary>
    public static Credits GetCredits(this SqliteDataReader reader, int column) => new(reader.GetInt64(column));

    /// <summary>Reads an amount, or nothing.</summary>
    public static Credits? FindCredits(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetCredits(column);

    /// <summary>Reads the id of a hold, the ledger's own included.</summary>
    public static HoldId GetHold(this SqliteDataReader reader, int column) => HoldId.Parse(reader.GetString(column));
}
