namespace Dressora.Sqlite;

/// <summary>Result codes of SQLite (sqlite.org/rescode.html).</summary>
internal static class SqliteCodes
{
    /// <summary>A generic error, here: no transaction is active.</summary>
    public const int Error = 1;
}
