using System.Text.Json;

namespace Dressora.Ledger;

/// <summary>
/// What few entries have, as JSON, for stores that keep it in one column beside what all have:
/// key, reason, terms, denial and note.
/// </summary>
/// <remarks>Times are ticks in UTC, amounts whole credits, kinds and reasons their numbers.</remarks>
public static class EntryDetails
{
    /// <summary>
    /// Writes the details of an entry; <see langword="null"/> when it has none, which is nearly
    /// always.
    /// </summary>
    public static string? Write(CreditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry is { Key: null, Reason: null, Terms: null, Denial: null, Note: null } ? null : JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            WriteText(writer, "key", entry.Key?.Value);
            WriteNumber(writer, "reason", (long?)entry.Reason);
            WriteText(writer, "note", entry.Note);
            if (entry.Terms is { } terms)
            {
                Write(writer, terms);
            }

            if (entry.Denial is { } denial)
            {
                WriteNumber(writer, "deniedKind", (long)denial.Kind);
                WriteNumber(writer, "refusal", (long)denial.Refusal);
                WriteNumber(writer, "spendable", denial.Spendable?.Value);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>Adds the details to an entry that was read without them.</summary>
    /// <exception cref="JsonException">The text was not written here.</exception>
    public static CreditEntry Read(string? text, CreditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (text is null)
        {
            return entry;
        }

        using var document = JsonDocument.Parse(text);
        var details = document.RootElement;
        return entry with
        {
            Key = FindText(details, "key") is { } key ? new OperationKey(key) : null,
            Reason = (ReleaseReason?)FindNumber(details, "reason"),
            Note = FindText(details, "note"),
            Terms = FindNumber(details, "priority") is { } priority ? ReadTerms(details, (int)priority) : null,
            Denial = FindNumber(details, "deniedKind") is { } kind
                ? new CreditDenial((CreditEntryKind)kind, (CreditRefusal)FindNumber(details, "refusal")!, FindAmount(details, "spendable"))
                : null,
        };
    }

    private static void Write(Utf8JsonWriter writer, GrantTerms terms)
    {
        WriteNumber(writer, "priority", terms.Priority);
        WriteNumber(writer, "effectiveAt", terms.EffectiveAt.UtcTicks);
        WriteNumber(writer, "expiresAt", terms.ExpiresAt?.UtcTicks);
        WriteText(writer, "replacesGrant", terms.Replaces?.Grant.Value);
        WriteText(writer, "replacesHold", terms.Replaces?.Hold.Value);
        WriteText(writer, "metadata", terms.Metadata);
    }

    private static GrantTerms ReadTerms(JsonElement details, int priority) => new(
        priority,
        Time(FindNumber(details, "effectiveAt")!.Value),
        FindNumber(details, "expiresAt") is { } expiresAt ? Time(expiresAt) : null,
        FindText(details, "replacesGrant") is { } grant
            ? new GrantReplacement(new GrantId(grant), HoldId.Parse(FindText(details, "replacesHold")!))
            : null,
        FindText(details, "metadata"));

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static string? FindText(JsonElement details, string name) =>
        details.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? FindNumber(JsonElement details, string name) =>
        details.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    private static Credits? FindAmount(JsonElement details, string name) =>
        FindNumber(details, name) is { } amount ? new Credits(amount) : null;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
