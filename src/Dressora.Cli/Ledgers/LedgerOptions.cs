using System.CommandLine;
using Dressora.Sqlite;

namespace Dressora.Cli;

/// <summary>Which ledger is read.</summary>
internal sealed class LedgerOptions
{
    private readonly Option<FileInfo?> _sqlite = new("--sqlite")
    {
        Description = "The SQLite file of the ledger. It is opened for reading only.",
        HelpName = "file",
        Recursive = true,
    };

    /// <summary>Adds the options to a command and those under it.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_sqlite);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_sqlite) is null)
            {
                result.AddError("Say which ledger: --sqlite <file>.");
            }
        });
    }

    /// <summary>Opens the ledger, for reading only.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read; the message says why.</exception>
    public OpenLedger Open(ParseResult parsed)
    {
        var database = SqliteDatabase.OpenForReading($"Data Source={parsed.GetRequiredValue(_sqlite)!.FullName}");
        return new OpenLedger(new SqliteCreditLedger(database, TimeProvider.System, new CreditOptions()), database);
    }
}
