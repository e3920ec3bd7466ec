using System.Text.Json;

namespace Dressora.Cli;

/// <summary>One line of a statement as JSON.</summary>
internal static class EntryJson
{
    /// <summary>Writes an entry with its movements.</summary>
    public static void Write(Utf8JsonWriter writer, CreditEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", entry.Sequence);
        writer.WriteString("at", entry.At);
        writer.WriteString("kind", entry.Kind.ToString());
        writer.WriteNumber("amount", entry.Amount.Value);
        writer.WriteString("hold", entry.Hold?.Value);
        writer.WriteString("grant", entry.Grant?.Value);
        writer.WriteString("key", entry.Key?.Value);
        writer.WriteString("reason", entry.Reason?.ToString());
        JsonOutput.WriteTime(writer, "deadline", entry.Deadline);
        WriteRefused(writer, entry.Denial);
        writer.WriteString("note", entry.Note);
        writer.WriteStartArray("movements");
        foreach (var movement in entry.Movements)
        {
            Write(writer, movement);
        }

        writer.WriteEndArray();
        writer.WriteNumber("availableAfter", entry.AvailableAfter.Value);
        writer.WriteNumber("heldAfter", entry.HeldAfter.Value);
        writer.WriteEndObject();
    }

    private static void WriteRefused(Utf8JsonWriter writer, CreditDenial? denial)
    {
        if (denial is null)
        {
            writer.WriteNull("refused");
            return;
        }

        writer.WriteStartObject("refused");
        writer.WriteString("kind", denial.Kind.ToString());
        writer.WriteString("reason", denial.Refusal.ToString());
        JsonOutput.WriteNumber(writer, "spendable", denial.Spendable?.Value);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, CreditMovement movement)
    {
        writer.WriteStartObject();
        writer.WriteString("grant", movement.Grant.Value);
        writer.WriteNumber("available", movement.Available.Value);
        writer.WriteNumber("held", movement.Held.Value);
        writer.WriteNumber("settled", movement.Settled.Value);
        writer.WriteNumber("expired", movement.Expired.Value);
        writer.WriteNumber("revoked", movement.Revoked.Value);
        writer.WriteEndObject();
    }
}
