using System.Text.Json;

namespace Dressora.Ledger;

/// <summary>
/// The lines of a hold and the movements of an entry as JSON, for stores that keep them in a
/// column of their row: arrays of a grant's id and its amounts.
/// </summary>
public static class LineText
{
    /// <summary>Writes lines: grant, held, settled, released, refunded.</summary>
    /// <param name="lines">The lines, in the order in which they are spent.</param>
    public static string Write(IReadOnlyList<CreditHoldLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return JsonText.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var line in lines)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(line.Grant.Value);
                writer.WriteNumberValue(line.Held.Value);
                writer.WriteNumberValue(line.Settled.Value);
                writer.WriteNumberValue(line.Released.Value);
                writer.WriteNumberValue(line.Refunded.Value);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>Writes movements: grant, available, held, settled, expired, revoked.</summary>
    /// <param name="movements">The movements, in their order.</param>
    public static string Write(IReadOnlyList<CreditMovement> movements)
    {
        ArgumentNullException.ThrowIfNull(movements);
        return JsonText.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var move in movements)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(move.Grant.Value);
                writer.WriteNumberValue(move.Available.Value);
                writer.WriteNumberValue(move.Held.Value);
                writer.WriteNumberValue(move.Settled.Value);
                writer.WriteNumberValue(move.Expired.Value);
                writer.WriteNumberValue(move.Revoked.Value);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>Reads lines.</summary>
    /// <exception cref="JsonException">The text was not written here.</exception>
    public static IReadOnlyList<CreditHoldLine> ReadLines(string text) =>
        Read(text, row => new CreditHoldLine(Grant(row), Amount(row, 1), Amount(row, 2), Amount(row, 3), Amount(row, 4)));

    /// <summary>Reads movements.</summary>
    /// <exception cref="JsonException">The text was not written here.</exception>
    public static IReadOnlyList<CreditMovement> ReadMovements(string text) => Read(
        text, row => new CreditMovement(Grant(row), Amount(row, 1), Amount(row, 2), Amount(row, 3), Amount(row, 4), Amount(row, 5)));

    private static List<T> Read<T>(string text, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(text);
        var rows = new List<T>(document.RootElement.GetArrayLength());
        foreach (var row in document.RootElement.EnumerateArray())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private static GrantId Grant(JsonElement row) => new GrantId(row[0].GetString()!);

    private static Credits Amount(JsonElement row, int column) => new(row[column].GetInt64());
}
