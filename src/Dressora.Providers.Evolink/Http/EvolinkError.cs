using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>An error object, in the older dialect (the code is a number) or the newer one (it is a word).</summary>
/// <param name="Code">The code as text; null when there is none.</param>
/// <param name="Type">The type; null when there is none.</param>
internal readonly record struct EvolinkError(string? Code, string? Type)
{
    private const string ContentPolicy = "content_policy_violation";

    /// <summary>Gets whether moderation refused the request.</summary>
    public bool SpeaksOfContent => Code is ContentPolicy || Type is ContentPolicy;

    /// <summary>
    /// Gets whether it may mean an empty account. Rate limits say the same, so the balance has to
    /// be asked.
    /// </summary>
    public bool SpeaksOfQuota =>
        Code is "quota_exceeded" or "insufficient_quota" || Type is "insufficient_quota" or "insufficient_quota_error";

    /// <summary>Gets whether the task or what belongs to it is not there.</summary>
    public bool SpeaksOfNothing => Code is "task_not_found" or "resource_not_found" or "invalid_task_id";

    /// <summary>Gets whether the account may not use the model.</summary>
    public bool SpeaksOfAccess => Code is "model_access_denied";

    /// <summary>
    /// Reads the error out of a body, wherever its dialect puts it. Free text is left where it
    /// is.
    /// </summary>
    public static EvolinkError Of(JsonElement body)
    {
        var error = body.Get("error");
        return error.ValueKind == JsonValueKind.Object
            ? new EvolinkError(error.Get("code").Word(), error.Get("type").Word())
            : new EvolinkError(error.Word() ?? body.Get("code").Word(), null);
    }
}
