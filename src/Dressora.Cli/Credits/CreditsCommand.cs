using System.CommandLine;

namespace Dressora.Cli;

/// <summary><c>dressora credits</c>: what there is to be known about credits.</summary>
internal static class CreditsCommand
{
    /// <summary>Makes the command with those under it.</summary>
    public static Command Create()
    {
        var ledgers = new LedgerOptions();
        return new Command("credits", "Reads accounts, grants, holds and the journal.")
        {
            VerifyCommand.Create(ledgers),
            StatementCommand.Create(ledgers),
            BalanceCommand.Create(ledgers),
        };
    }

    /// <summary>Runs a command on the ledger that was named; what goes wrong is one line and an exit code.</summary>
    public static void SetLedgerAction(
        this Command command, LedgerOptions ledgers, Func<ICreditLedger, ParseResult, CancellationToken, Task<int>> run)
    {
        ledgers.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var open = ledgers.Open(parsed);
                await using var closing = open.ConfigureAwait(false);
                return await run(open.Ledger, parsed, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return DressoraCommand.Failed;
            }
        });
    }

    /// <summary>Makes the option that names an account.</summary>
    public static Option<AccountId?> AccountOption(bool isRequired) => new("--account")
    {
        Description = isRequired ? "The account." : "The account; all of them without it.",
        HelpName = "account",
        Required = isRequired,
        CustomParser = result =>
        {
            try
            {
                return new AccountId(result.Tokens[0].Value);
            }
            catch (ArgumentException exception)
            {
                result.AddError(exception.Message);
                return null;
            }
        },
    };

    /// <summary>Makes the option for output that a program reads.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "Writes JSON." };
}
