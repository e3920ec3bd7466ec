using System.CommandLine;
using Spectre.Console;

namespace Dressora.Cli;

/// <summary><c>dressora credits balance</c>: what an account can spend, now or then.</summary>
internal static class BalanceCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(LedgerOptions ledgers)
    {
        var account = CreditsCommand.AccountOption(isRequired: true);
        var json = CreditsCommand.JsonOption();
        var at = new Option<DateTimeOffset?>("--at") { Description = "A time that has passed; now without it.", HelpName = "time" };
        var command = new Command("balance", "Shows what an account can spend and what is reserved, by grant.") { account, at, json };
        command.SetLedgerAction(ledgers, async (ledger, parsed, cancellationToken) =>
        {
            var id = parsed.GetRequiredValue(account)!.Value;

            // From the journal also for now: what has fallen due is counted without being booked.
            var balance = await ledger.GetBalanceAtAsync(id, parsed.GetValue(at) ?? DateTimeOffset.MaxValue, cancellationToken)
                .ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(balance);
            }
            else
            {
                Print(balance);
            }

            return DressoraCommand.Sound;
        });
        return command;
    }

    private static void Print(CreditBalance balance)
    {
        Console.WriteLine($"{balance.Available} available, {balance.Held} held, after entry {balance.Sequence}.");
        if (balance.Grants.Count == 0)
        {
            return;
        }

        var table = Tables.Create("grant", "available", "held", "amount", "effective", "expires");
        foreach (var grant in balance.Grants)
        {
            table.AddRow(
                Tables.Text(grant.Id.Value),
                Tables.Amount(grant.Available),
                Tables.Amount(grant.Held),
                Tables.Amount(grant.Amount),
                Tables.Time(grant.EffectiveAt),
                Tables.Time(grant.ExpiresAt));
        }

        Tables.Print(table);
    }
}
