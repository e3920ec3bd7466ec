using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dressora.Emulators;

/// <summary>
/// The calls about the emulator itself, below <c>_admin</c>. They need no key: the emulator is
/// for development only.
/// </summary>
internal sealed class AdminCalls(
    FaultBoard faults, RequestLog requests, TaskStore tasks, EmulatorFolder folder, Backchannel backchannel, TimeProvider time)
{
    private const int BodyBytesMax = 12 * 1024 * 1024; // A forged callback may be larger than any receiver should take.

    /// <summary>Shows the faults in force.</summary>
    public Task<Answer> GetFaultsAsync(Call call) => Task.FromResult(Show(faults.Current));

    /// <summary>Replaces the faults in force.</summary>
    public async Task<Answer> PutFaultsAsync(Call call)
    {
        if (await CallBody.ReadAsync(call.Context, BodyBytesMax).ConfigureAwait(false) is not { } body)
        {
            return TooLarge();
        }

        var (set, problem) = FaultSetReader.Read(body);
        if (set is null)
        {
            return EvolinkErrors.Of(ErrorDialect.Text, 400, problem!.Message, problem.Param);
        }

        faults.Replace(set);
        return Show(set);
    }

    /// <summary>Lets everything go well again.</summary>
    public Task<Answer> ClearFaultsAsync(Call call)
    {
        faults.Replace(new FaultSet());
        return Task.FromResult(Show(faults.Current));
    }

    /// <summary>Lists the calls received.</summary>
    public Task<Answer> ListRequestsAsync(Call call) =>
        Task.FromResult(Answer.OfJson(200, new JsonArray([.. requests.List().Select(Show)])));

    /// <summary>Forgets the calls received.</summary>
    public Task<Answer> ClearRequestsAsync(Call call)
    {
        requests.Clear();
        return Task.FromResult<Answer>(new Answer.Empty(204));
    }

    /// <summary>Lists the tasks as the API shows them, oldest first.</summary>
    public Task<Answer> ListTasksAsync(Call call)
    {
        var now = time.GetUtcNow();
        var filesUrl = folder.FilesUrl(call.BaseUrl);
        return Task.FromResult(Answer.OfJson(200, new JsonArray([.. tasks.All.Select(task => TaskView.Current(task.Record, now, filesUrl))])));
    }

    /// <summary>
    /// Posts a body of the caller's choice to a URL of the caller's choice, as a forger would.
    /// </summary>
    public async Task<Answer> SendCallbackAsync(Call call)
    {
        if (await CallBody.ReadAsync(call.Context, BodyBytesMax).ConfigureAwait(false) is not { } body)
        {
            return TooLarge();
        }

        using var document = CallBody.ParseObject(body);
        if (document is null || !document.RootElement.TryGetProperty("url", out var url) || url.ValueKind != JsonValueKind.String
            || !Uri.TryCreate(url.GetString(), UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
        {
            return EvolinkErrors.Of(ErrorDialect.Text, 400, "url must be an absolute http or https URL.", "url");
        }

        if (!document.RootElement.TryGetProperty("body", out var content))
        {
            return EvolinkErrors.Of(ErrorDialect.Text, 400, "body is required.", "body");
        }

        // Text is posted as it is, so that a body which is not JSON can be forged too.
        var bytes = Encoding.UTF8.GetBytes(content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText());
        var status = await backchannel.PostAsync(target.AbsoluteUri, bytes, call.Context.RequestAborted).ConfigureAwait(false);
        return Answer.OfJson(200, new JsonObject { ["status"] = status });
    }

    private static Answer Show(FaultSet set) =>
        Answer.OfJson(200, JsonSerializer.SerializeToNode(set, EmulatorDocuments.Default.FaultSet)!);

    private static JsonObject Show(RequestLine request)
    {
        var shown = new JsonObject
        {
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["at"] = request.At,
            ["status"] = request.Status,
        };
        if (request.TaskId is { } task)
        {
            shown["taskId"] = task;
        }

        return shown;
    }

    private static Answer TooLarge() => EvolinkErrors.Of(ErrorDialect.Text, 413, $"The body is larger than {BodyBytesMax} bytes.");
}
