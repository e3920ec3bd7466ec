using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>
/// Reads JSON whose fields change their type from page to page: what does not fit is not there.
/// </summary>
internal static class EvolinkJson
{
    private const int WordLengthMax = 100;

    /// <summary>Parses a body; undefined when it is not JSON.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>
    /// Gets a property; undefined when this is not an object or has none of that name.
    /// </summary>
    public static JsonElement Get(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            return default; // A property name with half a character in it.
        }
    }

    /// <summary>Gets a string, or a number as it is written.</summary>
    public static string? Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // Half a character, or bytes that are not UTF-8.
        }
    }

    /// <summary>
    /// Gets a text that is a word, fit for logs and metrics; never free text or a URL.
    /// </summary>
    public static string? Word(this JsonElement element) =>
        element.Text() is { Length: > 0 and <= WordLengthMax } text
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.')
            ? text
            : null;

    /// <summary>
    /// Gets a number; null for anything else, and for one that a decimal cannot hold.
    /// </summary>
    public static decimal? Number(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) ? number : null;

    /// <summary>Gets the items of an array; none for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];
}
