using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dressora;

/// <summary>
/// A statement as comma-separated values (RFC 4180): times in UTC, whole credits, no culture.
/// </summary>
/// <remarks>
/// Ids and notes are other people's words: one that a spreadsheet would take for a formula is
/// preceded by an apostrophe.
/// </remarks>
public static class StatementCsv
{
    private const string Header =
        "sequence,at,kind,amount,hold,grant,key,reason,deadline,refused,spendable,note,"
        + "available,held,settled,expired,revoked,available_after,held_after\r\n";

    private const string EndOfLine = "\r\n";

    private static readonly SearchValues<char> Formulas = SearchValues.Create("=+-@\t\r\n＝＋－＠");
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    /// <summary>Writes a statement with its header. A reader sees what each entry changed in all, over its grants.</summary>
    /// <param name="writer">Where to; it is not flushed.</param>
    /// <param name="entries">The entries, in the order in which they are to appear.</param>
    /// <param name="cancellationToken">Stops between two entries.</param>
    public static Task WriteAsync(TextWriter writer, IAsyncEnumerable<CreditEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(entries);
        return WriteEachAsync(writer, entries, cancellationToken);
    }

    /// <summary>Returns the statement of a few entries, such as a page.</summary>
    /// <param name="entries">The entries, in the order in which they are to appear.</param>
    public static string Format(IEnumerable<CreditEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries.Aggregate(new StringBuilder(Header), (text, entry) => text.Append(Line(entry))).ToString();
    }

    private static async Task WriteEachAsync(TextWriter writer, IAsyncEnumerable<CreditEntry> entries, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(Header.AsMemory(), cancellationToken).ConfigureAwait(false);
        await foreach (var entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await writer.WriteAsync(Line(entry).AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Line(CreditEntry entry) => string.Join(
        ',',
        entry.Sequence.ToString(CultureInfo.InvariantCulture),
        Time(entry.At),
        entry.Kind.ToString(),
        Amount(entry.Amount),
        Text(entry.Hold?.Value),
        Text(entry.Grant?.Value),
        Text(entry.Key?.Value),
        entry.Reason?.ToString(),
        Time(entry.Deadline),
        entry.Denial is { } denial ? $"{denial.Kind} {denial.Refusal}" : null,
        Amount(entry.Denial?.Spendable),
        Text(entry.Note),
        Sum(entry, movement => movement.Available),
        Sum(entry, movement => movement.Held),
        Sum(entry, movement => movement.Settled),
        Sum(entry, movement => movement.Expired),
        Sum(entry, movement => movement.Revoked),
        Amount(entry.AvailableAfter),
        Amount(entry.HeldAfter)) + EndOfLine;

    private static string Sum(CreditEntry entry, Func<CreditMovement, Credits> change) =>
        Amount(entry.Movements.Aggregate(Credits.Zero, (sum, movement) => sum + change(movement)));

    private static string Amount(Credits? amount) => amount?.Value.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        text = Formulas.Contains(text[0]) ? $"'{text}" : text;
        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
