using System.Globalization;
using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>The form of EvoLink's task ids.</summary>
internal static class TaskIds
{
    private const string Prefix = "task-unified-";

    /// <summary>Reads an id out of an authenticated answer: any visible text.</summary>
    public static ProviderTaskId? Read(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.Text() : null;
        return string.IsNullOrWhiteSpace(text) || text.Length > ProviderTaskId.LengthMax || text.Any(char.IsControl)
            ? null
            : new ProviderTaskId(text);
    }

    /// <summary>
    /// Reads an id out of a message that anyone may have written: EvoLink's own form and nothing
    /// else.
    /// </summary>
    public static ProviderTaskId? ReadUntrusted(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.Word() is { } word
        && word.Length > Prefix.Length && word.StartsWith(Prefix, StringComparison.Ordinal)
            ? new ProviderTaskId(word)
            : null;

    /// <summary>
    /// Reads the second of creation out of an id: answers about failed tasks leave their own
    /// field for it out.
    /// </summary>
    public static decimal? SecondsOf(JsonElement element) =>
        ReadUntrusted(element) is { } id
        && long.TryParse(id.Value[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
}
