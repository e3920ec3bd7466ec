using System.Globalization;

namespace Dressora.Sqlite;

/// <summary>
/// The tables, as a list of steps from nothing to today. A step that has shipped never changes; a
/// new one is added.
/// </summary>
/// <remarks>Times are ticks in UTC, amounts whole credits.</remarks>
internal static class Schema
{
    private static readonly string[] Steps = [CreditTables.Tables + JobTables.Tables, JobTables.Places];

    /// <summary>
    /// Takes the steps that a file lacks, in one transaction: whoever opens it at the same time
    /// waits, and finds nothing left to do.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The file is newer than this package, or somebody else's.
    /// </exception>
    public static void BringUpToDate(SqliteSession session, string file)
    {
        session.Run("BEGIN IMMEDIATE");
        var version = session.Find("PRAGMA user_version", reader => reader.GetInt32(0));
        if (version > Steps.Length)
        {
            throw new InvalidOperationException(
                $"The SQLite file '{file}' has schema {version}; this version of Dressora.Sqlite knows {Steps.Length}. Use a newer version.");
        }

        if (version == 0 && session.Find("SELECT name FROM sqlite_schema LIMIT 1", reader => reader.GetString(0)) is { } table)
        {
            throw new InvalidOperationException(
                $"The SQLite file '{file}' belongs to something else: it has '{table}'. Jobs and credits need a file of their own.");
        }

        foreach (var step in Steps.Skip(version))
        {
            session.Run(step);
        }

        session.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Steps.Length}"));
        session.Run("COMMIT");
    }

    /// <summary>Makes sure that a file has today's tables, without changing it.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is older or newer than this package, or somebody else's.
    /// </exception>
    public static void Check(SqliteSession session, string file)
    {
        var version = session.Find("PRAGMA user_version", reader => reader.GetInt32(0));
        if (version != Steps.Length || session.Find("SELECT 1 FROM sqlite_schema WHERE name = 'accounts'", reader => reader.GetInt32(0)) == 0)
        {
            throw new InvalidOperationException(
                $"The SQLite file '{file}' has schema {version}; this version of Dressora.Sqlite reads {Steps.Length}, and changes nothing.");
        }
    }
}
