namespace Dressora.Sqlite;

/// <summary>Result codes of SQLite (sqlite.org/rescode.html).</summary>
internal static class SqliteCodes
{
    /// <summary>An attempt to write to what may only be read.</summary>
    public const int ReadOnly = 8;

    /// <summary>The file cannot be opened.</summary>
    public const int CannotOpen = 14;

    /// <summary>A check, a trigger or a key refused a row.</summary>
    public const int Constraint = 19;

    /// <summary>The file holds something else.</summary>
    public const int NotADatabase = 26;
}
