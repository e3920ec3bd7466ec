namespace Dressora.Emulators;

/// <summary>The codes that tasks fail with, and what they say.</summary>
internal static class TaskErrors
{
    /// <summary>Moderation: the failure that is scripted unless another one is named.</summary>
    public const string ContentPolicyViolation = "content_policy_violation";
    /// <summary>An input could not be fetched, or not be read to its end.</summary>
    public const string ImageProcessingError = "image_processing_error";
    /// <summary>A side of an input is shorter or longer than the model takes.</summary>
    public const string ImageDimensionMismatch = "image_dimension_mismatch";
    /// <summary>The emulator itself broke; its log says on what.</summary>
    public const string UnknownError = "unknown_error";

    /// <summary>The message that comes with a code.</summary>
    public static string Message(string code) => code switch
    {
        ContentPolicyViolation => "The request was rejected by the content policy.",
        "invalid_parameters" => "A parameter is invalid.",
        ImageProcessingError => "An input image could not be downloaded or read.",
        ImageDimensionMismatch => "The dimensions of an input image are not supported by this model.",
        "request_cancelled" => "The request was cancelled.",
        "generation_failed_no_content" => "The model returned no content.",
        "service_error" => "The service failed; try again later.",
        "generation_timeout" => "The generation took too long.",
        "resource_exhausted" => "The service is busy; try again in some minutes.",
        "quota_exceeded" => "A quota is exceeded.",
        "service_unavailable" => "The service is unavailable.",
        "resource_not_found" => "The resource does not exist or has expired.",
        _ => "The task failed.",
    };
}
