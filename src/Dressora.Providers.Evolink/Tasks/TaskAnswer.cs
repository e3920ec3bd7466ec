using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>Reads a task, in every shape that EvoLink has been seen to write one.</summary>
internal static class TaskAnswer
{
    /// <summary>
    /// The code of a task that says it is complete and names nothing that could be fetched.
    /// </summary>
    public const string NoOutput = "no_output";

    private static readonly string[] UrlNames = ["url", "image_url"];

    /// <summary>Reads a task; null when the body is no task at all.</summary>
    public static ProviderTask? Read(JsonElement body)
    {
        var word = body.Get("status");
        return word.ValueKind == JsonValueKind.String ? Read(body, word.Word() ?? "unreadable") : null;
    }

    /// <summary>Reads a task whose status is a string.</summary>
    private static ProviderTask Read(JsonElement body, string word)
    {
        var outputs = Outputs(body);
        var error = EvolinkError.Of(body);
        var (status, known) = StatusOf(word, outputs.Count > 0, error);
        return new ProviderTask
        {
            Status = status,
            Progress = body.Get("progress").Number() is { } percent ? (double)Math.Clamp(percent / 100, 0, 1) : null,
            Outputs = status == ProviderTaskStatus.Succeeded ? outputs : [],
            Error = status != ProviderTaskStatus.Failed ? null
                : word == "completed" ? new ProviderError(ProviderErrorKind.Unknown, NoOutput)
                : TaskErrors.OfTask(error),
            Cost = body.Get("usage").Get("credits_used").Number(),
            CreatedAt = TimeOf(body.Get("created").Number()) ?? TimeOf(TaskIds.SecondsOf(body.Get("id"))),
            Model = body.Get("model").Word(),
            UnknownStatus = known ? null : word,
        };
    }

    /// <summary>Maps the word, by what else the answer says.</summary>
    private static (ProviderTaskStatus Status, bool Known) StatusOf(string word, bool hasOutputs, EvolinkError error) => word switch
    {
        "pending" => (ProviderTaskStatus.Queued, true),
        "processing" => (ProviderTaskStatus.Running, true),
        "completed" => (hasOutputs ? ProviderTaskStatus.Succeeded : ProviderTaskStatus.Failed, true),
        "failed" => (error.Code == TaskErrors.Canceled ? ProviderTaskStatus.Canceled : ProviderTaskStatus.Failed, true),
        "cancelled" or "canceled" => (ProviderTaskStatus.Canceled, true),
        _ => (ProviderTaskStatus.Running, false),
    };

    /// <summary>
    /// Finds the outputs where either generation of the API puts them; never both, which would
    /// double them.
    /// </summary>
    private static List<Uri> Outputs(JsonElement body)
    {
        var results = Urls(body.Get("results"));
        return results.Count > 0 ? results : Urls(body.Get("result_data"));
    }

    private static List<Uri> Urls(JsonElement items) => [.. items.Items().Select(UrlOf).OfType<Uri>()];

    /// <summary>Reads an entry that is a URL, or an object around one.</summary>
    private static Uri? UrlOf(JsonElement item)
    {
        var texts = item.ValueKind == JsonValueKind.String ? [item.Text()] : UrlNames.Select(name => item.Get(name).Text());
        return texts.Select(WebUrl).FirstOrDefault(url => url is not null);
    }

    /// <summary>
    /// Takes absolute web addresses only. Whether one may be fetched is decided by who fetches
    /// it.
    /// </summary>
    private static Uri? WebUrl(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url
            : null;

    /// <summary>Reads Unix seconds; null outside the range of a date.</summary>
    private static DateTimeOffset? TimeOf(decimal? seconds) =>
        seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
}
