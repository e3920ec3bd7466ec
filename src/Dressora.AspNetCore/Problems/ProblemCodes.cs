namespace Dressora;

/// <summary>
/// The stable codes of the problems that the HTTP calls answer with. They are part of the
/// contract.
/// </summary>
internal static class ProblemCodes
{
    public const string IdempotencyKeyReused = "idempotency_key_reused";
    public const string InsufficientCredits = "insufficient_credits";
    public const string InvalidJson = "invalid_json";
    public const string InvalidRequest = "invalid_request";
    public const string NotFound = "not_found";
    public const string TooLarge = "too_large";
    public const string TooManyActiveJobs = "too_many_active_jobs";
    public const string TooManyUploads = "too_many_uploads";
    public const string Unauthenticated = "unauthenticated";
    public const string UnsupportedMediaType = "unsupported_media_type";
}
