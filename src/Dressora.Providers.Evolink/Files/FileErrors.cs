using System.Globalization;

namespace Dressora.Providers.Evolink;

/// <summary>
/// What follows from an answer of the file API, which says no with a status, or with <c>success:
/// false</c> under a 200.
/// </summary>
internal static class FileErrors
{
    /// <summary>Tells whether an answer means yes.</summary>
    public static bool IsSuccess(EvolinkAnswer answer) =>
        answer.IsSuccess && answer.Body.Get("success").ValueKind == System.Text.Json.JsonValueKind.True;

    /// <summary>Tells whether an answer says that there is no such file.</summary>
    public static bool IsMissing(EvolinkAnswer answer) => answer.Status == System.Net.HttpStatusCode.NotFound || Code(answer) == 404;

    /// <summary>Classifies a refusal by the more precise of its status and its code.</summary>
    public static ProviderError From(EvolinkAnswer answer)
    {
        var code = Code(answer);
        var kind = code switch
        {
            40001 or 40002 or 40004 => ProviderErrorKind.InvalidRequest, // Too large, of a wrong type, not to be fetched.
            40003 => ProviderErrorKind.ProviderAccount, // The account holds all the files it may.
            50001 => ProviderErrorKind.Unavailable,
            401 or 402 or 403 => ProviderErrorKind.ProviderAccount,
            429 => ProviderErrorKind.Throttled,
            408 or >= 500 and < 600 => ProviderErrorKind.Unavailable,
            >= 400 and < 500 => ProviderErrorKind.InvalidRequest,
            _ => ProviderErrorKind.Unknown,
        };
        return new ProviderError(kind, code.ToString(CultureInfo.InvariantCulture)) { RetryAfter = answer.RetryAfter };
    }

    // An error status speaks for itself unless the body is more precise; under a success status only the body can.
    private static int Code(EvolinkAnswer answer)
    {
        var status = (int)answer.Status;
        var code = answer.Body.Get("code").Number() is { } number and > 0 and < 100_000 ? (int)number : status;
        return answer.IsSuccess || code >= 10_000 ? code : status;
    }
}
