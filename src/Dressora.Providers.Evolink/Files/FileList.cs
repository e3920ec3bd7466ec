using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>
/// Reads a page of the list of files. Its shape is not documented: any array of files in
/// <c>data</c> counts.
/// </summary>
internal static class FileList
{
    private static readonly string[] ArrayNames = ["files", "list", "items", "records", "data"];

    /// <summary>Returns the files of a page; an entry without an id is not one.</summary>
    public static IReadOnlyList<ListedFile> Read(JsonElement body)
    {
        var data = body.Get("data");
        var array = data.ValueKind == JsonValueKind.Array
            ? data
            : ArrayNames.Select(name => data.Get(name)).FirstOrDefault(element => element.ValueKind == JsonValueKind.Array);
        return [.. array.Items().Select(ReadFile).OfType<ListedFile>()];
    }

    private static ListedFile? ReadFile(JsonElement file) =>
        file.Get("file_id").Text() is { Length: > 0 } id
            ? new ListedFile(id, file.Get("file_name").Text(), file.Get("original_name").Text())
            : null;
}
