using System.Text.Json;

namespace Dressora.Emulators;

/// <summary>Reads the body of a create. Fields that no page knows are ignored.</summary>
internal static class CreateRequestReader
{
    private static readonly string[] ExtraFields =
        ["model_params", "prompt_priority", "negative_prompt", "prompt_extend", "watermark", "seed", "mask_url"];

    /// <summary>The request, or the first field of a wrong type.</summary>
    public static (CreateRequest? Request, Problem? Problem) Read(JsonElement root)
    {
        var wrong = new List<string>();
        var request = new CreateRequest
        {
            Model = Text(root, "model", wrong) ?? string.Empty,
            Prompt = Text(root, "prompt", wrong) ?? string.Empty,
            ImageUrls = Texts(root, "image_urls", wrong),
            Size = Text(root, "size", wrong),
            Quality = Text(root, "quality", wrong),
            Resolution = Text(root, "resolution", wrong),
            Count = Number(root, "n", wrong),
            CallbackUrl = Text(root, "callback_url", wrong),
            Extras = [.. ExtraFields.Where(name => Value(root, name) is not null)],
        };
        return wrong.Count == 0 ? (request, null) : (null, new Problem($"The field '{wrong[0]}' has the wrong type.", wrong[0]));
    }

    private static JsonElement? Value(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement root, string name, List<string> wrong)
    {
        if (Value(root, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        wrong.Add(name);
        return null;
    }

    private static int? Number(JsonElement root, string name, List<string> wrong)
    {
        if (Value(root, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }

        wrong.Add(name);
        return null;
    }

    private static List<string> Texts(JsonElement root, string name, List<string> wrong)
    {
        if (Value(root, name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }

        wrong.Add(name);
        return [];
    }
}
