using System.CommandLine;
using System.Text;
using Spectre.Console;

namespace Dressora.Cli;

/// <summary><c>dressora credits statement</c>: an account's journal, newest first.</summary>
internal static class StatementCommand
{
    private const int LimitDefault = 50;

    /// <summary>Makes the command.</summary>
    public static Command Create(LedgerOptions ledgers)
    {
        var account = CreditsCommand.AccountOption(isRequired: true);
        var json = CreditsCommand.JsonOption();
        var csv = new Option<bool>("--csv") { Description = "Writes comma-separated values (RFC 4180)." };
        var before = new Option<long?>("--before") { Description = "Begins below this entry.", HelpName = "sequence" };
        var limit = new Option<int?>("--limit")
        {
            Description = $"How many entries; {LimitDefault} in a table, all as JSON or CSV without it.",
            HelpName = "count",
        };
        limit.Validators.Add(result =>
        {
            if (result.GetValue(limit) < 1)
            {
                result.AddError("--limit must be at least 1.");
            }
        });
        var command = new Command("statement", "Shows an account's journal, newest first.") { account, before, limit, json, csv };
        command.SetLedgerAction(ledgers, async (ledger, parsed, cancellationToken) =>
        {
            var entries = ledger.ReadEntriesAsync(parsed.GetRequiredValue(account)!.Value, parsed.GetValue(before), cancellationToken);
            var most = parsed.GetValue(limit);
            var some = most is { } count ? entries.Take(count) : entries;
            await (parsed.GetValue(csv) ? WriteCsvAsync(some, cancellationToken)
                : parsed.GetValue(json) ? JsonOutput.WriteAsync(some, cancellationToken)
                : PrintAsync(entries.Take(most ?? LimitDefault), cancellationToken)).ConfigureAwait(false);
            return DressoraCommand.Sound;
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(csv) && result.GetValue(json))
            {
                result.AddError("Choose one of --json and --csv.");
            }
        });
        return command;
    }

    private static async Task WriteCsvAsync(IAsyncEnumerable<CreditEntry> entries, CancellationToken cancellationToken)
    {
        var writer = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await using var closing = writer.ConfigureAwait(false);
        await StatementCsv.WriteAsync(writer, entries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task PrintAsync(IAsyncEnumerable<CreditEntry> entries, CancellationToken cancellationToken)
    {
        var table = Tables.Create("entry", "at", "kind", "amount", "hold or grant", "available", "held");
        await foreach (var entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            table.AddRow(
                Tables.Number(entry.Sequence),
                Tables.Time(entry.At),
                Tables.Text(entry.Kind.ToString()),
                Tables.Amount(entry.Amount),
                Tables.Text(entry.Hold?.Value ?? entry.Grant?.Value),
                Tables.Amount(entry.AvailableAfter),
                Tables.Amount(entry.HeldAfter));
        }

        Tables.Print(table);
    }
}
