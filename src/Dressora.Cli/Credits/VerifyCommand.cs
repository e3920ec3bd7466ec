using System.CommandLine;
using Spectre.Console;

namespace Dressora.Cli;

/// <summary><c>dressora credits verify</c>: replays accounts from their journals.</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(LedgerOptions ledgers)
    {
        var account = CreditsCommand.AccountOption(isRequired: false);
        var json = CreditsCommand.JsonOption();
        var command = new Command(
            "verify", "Replays accounts from their journals, and checks every entry and every row. Ends with 0 when all are sound, 1 when one is not.")
        {
            account,
            json,
        };
        command.SetLedgerAction(ledgers, async (ledger, parsed, cancellationToken) =>
        {
            var verification = parsed.GetValue(account) is { } one
                ? await VerifyOneAsync(ledger, one, cancellationToken).ConfigureAwait(false)
                : await VerifyAllAsync(ledger, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(verification);
            }
            else
            {
                Print(verification);
            }

            return verification.IsSound ? DressoraCommand.Sound : DressoraCommand.Unsound;
        });
        return command;
    }

    private static async Task<LedgerVerification> VerifyOneAsync(ICreditLedger ledger, AccountId account, CancellationToken cancellationToken)
    {
        var verification = await ledger.VerifyAsync(account, cancellationToken).ConfigureAwait(false);
        return verification is { Entries: 0, IsSound: true }
            ? throw new InvalidOperationException($"The ledger has no account '{account}'.")
            : new LedgerVerification(1, verification.Entries, verification.IsSound ? [] : [verification]);
    }

    private static async Task<LedgerVerification> VerifyAllAsync(ICreditLedger ledger, CancellationToken cancellationToken)
    {
        if (Console.IsErrorRedirected)
        {
            return await ledger.VerifyAllAsync(null, cancellationToken).ConfigureAwait(false);
        }

        // On the error stream, so that what is piped on is the answer alone.
        var count = await ledger.ReadAccountsAsync(null, cancellationToken).CountAsync(cancellationToken).ConfigureAwait(false);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).StartAsync(progress =>
        {
            var bar = progress.AddTask("Accounts", maxValue: count);
            return ledger.VerifyAllAsync(new Advancing(bar), cancellationToken);
        }).ConfigureAwait(false);
    }

    private static void Print(LedgerVerification verification)
    {
        foreach (var unsound in verification.Unsound)
        {
            Console.WriteLine($"{unsound.Account}: {unsound.Problem}");
        }

        Console.WriteLine(verification.IsSound
            ? $"Sound: {Count(verification.Accounts, "account", "accounts")} with {Count(verification.Entries, "entry", "entries")}."
            : $"Not sound: {verification.Unsound.Count} of {Count(verification.Accounts, "account", "accounts")}.");
    }

    private static string Count(long count, string one, string many) => $"{Tables.Number(count)} {(count == 1 ? one : many)}";

    /// <summary>Moves the bar at once, in order; the framework's own progress would move it on other threads.</summary>
    private sealed class Advancing(ProgressTask bar) : IProgress<CreditVerification>
    {
        public void Report(CreditVerification value) => bar.Increment(1);
    }
}
