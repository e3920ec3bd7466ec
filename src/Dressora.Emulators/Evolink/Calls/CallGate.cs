using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary>
/// What every call passes through: the list of received calls, the key, and the answer on the
/// wire.
/// </summary>
internal sealed partial class CallGate(RequestLog requests, IOptions<EvolinkEmulatorOptions> options, ILogger<CallGate> logger)
{
    private const string Scheme = "Bearer ";

    // Nothing here is ever put into a page, and people read these answers in a terminal.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HashSet<string> _keys = new(options.Value.ApiKeys, StringComparer.Ordinal);

    /// <summary>Lists a call, checks its key and answers it.</summary>
    public async Task ListAsync(Call call, ErrorDialect dialect, bool needsKey, Func<Call, Task<Answer>> run)
    {
        var request = call.Context.Request;
        var number = requests.Begin(request.Method, request.PathBase.Add(request.Path).Value!);
        var answer = needsKey && !HasKey(request)
            ? EvolinkErrors.Of(dialect, StatusCodes.Status401Unauthorized, "Invalid or missing API key.")
            : await RunAsync(call, dialect, run).ConfigureAwait(false);

        // Before the first byte leaves, so that whoever has the answer finds it listed.
        requests.End(number, answer.Status, answer.TaskId);
        await WriteAsync(call.Context, answer).ConfigureAwait(false);
    }

    /// <summary>Answers a call that is not listed.</summary>
    public async Task AnswerAsync(Call call, ErrorDialect dialect, Func<Call, Task<Answer>> run) =>
        await WriteAsync(call.Context, await RunAsync(call, dialect, run).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task<Answer> RunAsync(Call call, ErrorDialect dialect, Func<Call, Task<Answer>> run)
    {
        try
        {
            return await run(call).ConfigureAwait(false);
        }
        catch (Exception) when (call.Context.RequestAborted.IsCancellationRequested)
        {
            return new Answer.Dropped(); // The caller is gone; whatever broke then has nobody to be told.
        }
        catch (BadHttpRequestException refused)
        {
            return EvolinkErrors.Of(dialect, refused.StatusCode, "The request could not be read.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.CallFailed(logger, failure);
            return EvolinkErrors.Of(dialect, StatusCodes.Status500InternalServerError, "The emulator could not use its data directory.");
        }
    }

    private bool HasKey(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var key = header[Scheme.Length..].Trim();
        return key.Length > 0 && (_keys.Count == 0 || _keys.Contains(key));
    }

    private static async Task WriteAsync(HttpContext context, Answer answer)
    {
        switch (answer)
        {
            case Answer.Dropped:
                context.Abort();
                break;
            case Answer.File file:
                await Results.File(file.Path, file.ContentType, enableRangeProcessing: true).ExecuteAsync(context).ConfigureAwait(false);
                break;
            case Answer.Json json:
                var body = Encoding.UTF8.GetBytes(json.Body.ToJsonString(Plain));
                context.Response.StatusCode = json.Status;
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = body.Length;
                await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
                break;
            default:
                context.Response.StatusCode = answer.Status;
                break;
        }
    }
}
