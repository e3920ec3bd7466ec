using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Cli.Tests;

/// <summary>A SQLite file with two accounts, written by the ledger itself.</summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dressora-cli-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "ledger.db");

    public static async Task<LedgerFile> CreateAsync()
    {
        var file = new LedgerFile();
        await using var provider = file.Host();
        var ledger = provider.GetRequiredService<ICreditLedger>();
        foreach (var account in new[] { new AccountId("alice"), new AccountId("bob") })
        {
            await ledger.GrantAsync(new() { Account = account, Grant = new("g"), Amount = new(10) });
            await ledger.FreezeAsync(new() { Account = account, Hold = new("h"), Amount = new(3), Lifetime = TimeSpan.FromHours(1) });
            await ledger.AdjustAsync(new() { Account = account, Hold = new("fix"), Amount = new(1), Note = "=1+1" });
        }

        return file;
    }

    /// <summary>Returns an application that keeps its ledger in this file.</summary>
    public ServiceProvider Host()
    {
        var services = new ServiceCollection();
        services.AddDressora().UseSqlite($"Data Source={Path};Pooling=False");
        return services.BuildServiceProvider();
    }

    /// <summary>Changes the file behind the ledger's back.</summary>
    public void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
