using Microsoft.Data.Sqlite;

namespace Dressora.Histories;

/// <summary>A folder with one SQLite file, gone afterwards.</summary>
internal sealed class LedgerFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dressora-history-");

    public string Database => $"Data Source={Path.Combine(_folder.FullName, "ledger.db")}";

    public void Dispose()
    {
        SqliteConnection.ClearPool(new SqliteConnection(Database));
        _folder.Delete(recursive: true);
    }
}
