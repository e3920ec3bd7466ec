using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>How values look in columns.</summary>
internal static class SqliteColumns
{
    public static long ToColumn(this DateTimeOffset time) => time.UtcTicks;

    public static object? ToColumn(this DateTimeOffset? time) => time?.UtcTicks;

    public static DateTimeOffset GetTime(this SqliteDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? FindTime(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetTime(column);

    public static string? FindText(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static Credits GetCredits(this SqliteDataReader reader, int column) => new(reader.GetInt64(column));
}
