using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dressora.Cli;

/// <summary>Answers for programs: names as in the HTTP API, whole credits, times in ISO 8601.</summary>
internal static class JsonOutput
{
    private const int FlushEvery = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes what came of a verification.</summary>
    public static void Write(LedgerVerification verification) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("sound", verification.IsSound);
        writer.WriteNumber("accounts", verification.Accounts);
        writer.WriteNumber("entries", verification.Entries);
        writer.WriteStartArray("unsound");
        foreach (var (account, _, problem) in verification.Unsound)
        {
            writer.WriteStartObject();
            writer.WriteString("account", account.Value);
            WriteNumber(writer, "entry", problem!.Sequence);
            writer.WriteString("rule", problem.Rule);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Writes a balance with its grants.</summary>
    public static void Write(CreditBalance balance) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("available", balance.Available.Value);
        writer.WriteNumber("held", balance.Held.Value);
        writer.WriteNumber("sequence", balance.Sequence);
        writer.WriteStartArray("grants");
        foreach (var grant in balance.Grants)
        {
            writer.WriteStartObject();
            writer.WriteString("id", grant.Id.Value);
            writer.WriteNumber("amount", grant.Amount.Value);
            writer.WriteNumber("available", grant.Available.Value);
            writer.WriteNumber("held", grant.Held.Value);
            WriteTime(writer, "effectiveAt", grant.EffectiveAt);
            WriteTime(writer, "expiresAt", grant.ExpiresAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Writes a statement as an array, entry by entry.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<CreditEntry> entries, CancellationToken cancellationToken)
    {
        var stream = Console.OpenStandardOutput();
        var writer = new Utf8JsonWriter(stream, Options);
        await using var closing = writer.ConfigureAwait(false);
        writer.WriteStartArray();
        await foreach (var entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            EntryJson.Write(writer, entry);
            if (writer.BytesPending > FlushEvery)
            {
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a number, or <c>null</c>.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Writes a time, or <c>null</c>.</summary>
    public static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteString(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void Write(Action<Utf8JsonWriter> write)
    {
        using var stream = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }

        stream.Write("\n"u8);
    }
}
