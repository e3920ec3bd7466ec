using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Dressora;

/// <summary>Problem details (RFC 9457) with a stable code.</summary>
internal sealed record Problem(
    [property: JsonIgnore] string Kind, string Title, int Status, string Detail)
{
    private const string TypePrefix = "urn:dressora:problem:";

    /// <summary>Gets the answer to a request without an account.</summary>
    public static Problem Unauthenticated { get; } = new(
        ProblemCodes.Unauthenticated, "Not signed in", StatusCodes.Status401Unauthorized, "This call needs an authenticated account.");

    /// <summary>
    /// Gets the one answer to what never was, is gone, or belongs to somebody else.
    /// </summary>
    public static Problem NotFound { get; } = new(
        ProblemCodes.NotFound, "Not found", StatusCodes.Status404NotFound, "There is nothing of that name here.");

    /// <summary>Gets the answer to JSON under another name.</summary>
    public static Problem UnsupportedMediaType { get; } = new(
        ProblemCodes.UnsupportedMediaType, "Unsupported media type", StatusCodes.Status415UnsupportedMediaType,
        "The body must be sent as application/json.");

    [JsonPropertyOrder(-1)]
    public string Type => TypePrefix + Kind;

    public string Code => Kind;

    /// <summary>Gets every problem of a request, each with its field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestProblem>? Errors { get; init; }

    /// <summary>Gets what a job would cost, in credits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Needed { get; init; }

    /// <summary>Gets what the account can spend, in credits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Available { get; init; }

    /// <summary>Gets how many of a kind an account may have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Limit { get; init; }

    /// <summary>Gets after how many seconds to try again; sent as a header.</summary>
    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }

    /// <summary>400, naming every problem.</summary>
    public static Problem InvalidRequest(params IReadOnlyList<RequestProblem> errors) => new(
        ProblemCodes.InvalidRequest, "Invalid request", StatusCodes.Status400BadRequest,
        string.Join(' ', errors.Select(error => error.Message)))
    { Errors = errors };

    /// <summary>413, naming the limit.</summary>
    public static Problem TooLarge(long bytesMax) => new(
        ProblemCodes.TooLarge, "Too large", StatusCodes.Status413PayloadTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The body may have at most {bytesMax} bytes."));

    /// <summary>
    /// Answers the request with this problem. Nobody may keep it: what was missing may be there
    /// the next time.
    /// </summary>
    public Task WriteAsync(HttpContext context)
    {
        if (RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        context.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.WriteAsync(context, Status, this, JsonAnswer.Shapes.Problem, "application/problem+json");
    }
}
