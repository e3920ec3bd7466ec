using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Dressora;

/// <summary>Problem details (RFC 9457) with a stable code.</summary>
internal sealed record Problem(
    [property: JsonIgnore] string Kind, string Title, int Status, string Detail)
{
    private const string TypePrefix = "urn:dressora:problem:";

    public static Problem Unauthenticated { get; } = new(
        ProblemCodes.Unauthenticated, "Not signed in", StatusCodes.Status401Unauthorized, "This call needs an authenticated account.");

    public static Problem NotFound { get; } = new(
        ProblemCodes.NotFound, "Not found", StatusCodes.Status404NotFound, "There is nothing of that name here.");

    public static Problem UnsupportedMediaType { get; } = new(
        ProblemCodes.UnsupportedMediaType, "Unsupported media type", StatusCodes.Status415UnsupportedMediaType,
        "The body must be sent as application/json.");

    [JsonPropertyOrder(-1)]
    public string Type => TypePrefix + Kind;

    public string Code => Kind;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestProblem>? Errors { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Needed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Available { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Limit { get; init; }

    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }

    public static Problem InvalidRequest(params IReadOnlyList<RequestProblem> errors) => new(
        ProblemCodes.InvalidRequest, "Invalid request", StatusCodes.Status400BadRequest,
        string.Join(' ', errors.Select(error => error.Message)))
    { Errors = errors };

    public static Problem TooLarge(long bytesMax) => new(
        ProblemCodes.TooLarge, "Too large", StatusCodes.Status413PayloadTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The body may have at most {bytesMax} bytes."));

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
