using System.Text.Json.Nodes;

namespace Dressora.Emulators;

/// <summary>Writes one error in the dialect of the page that documents the call.</summary>
internal static class EvolinkErrors
{
    /// <summary>An error with the code and type that the dialect gives to this status.</summary>
    public static Answer Of(ErrorDialect dialect, int status, string message, string? param = null, string? suggestion = null) =>
        dialect switch
        {
            ErrorDialect.FileApi => FileApi(status, status, message),
            ErrorDialect.Integer => Integer(status, message, param, suggestion),
            _ => Text(status, TextNames(status), message, param),
        };

    /// <summary>
    /// An error of the task query, which has names of its own for some statuses.
    /// </summary>
    public static Answer OfTaskQuery(ErrorDialect dialect, int status, string message, string? code = null) =>
        dialect == ErrorDialect.Integer
            ? Integer(status, message, "task_id", null)
            : Text(status, TaskQueryNames(status, code), message, status is 400 or 404 ? "task_id" : null);

    /// <summary>A failure of the file API, whose code is not always the HTTP status.</summary>
    public static Answer FileApi(int status, int code, string message) =>
        Answer.OfJson(status, new JsonObject { ["success"] = false, ["code"] = code, ["msg"] = message });

    private static Answer Text(int status, (string Code, string Type) names, string message, string? param)
    {
        var error = new JsonObject { ["code"] = names.Code, ["message"] = message, ["type"] = names.Type };
        if (param is not null && names.Type != "rate_limit_error")
        {
            error["param"] = param;
        }

        return Answer.OfJson(status, new JsonObject { ["error"] = error });
    }

    private static Answer Integer(int status, string message, string? param, string? suggestion)
    {
        var error = new JsonObject { ["code"] = status, ["message"] = message, ["type"] = IntegerType(status) };
        if (param is not null)
        {
            error["param"] = param;
        }

        if ((suggestion ?? Suggestion(status)) is { } advice)
        {
            error["fallback_suggestion"] = advice;
        }

        return Answer.OfJson(status, new JsonObject { ["error"] = error });
    }

    private static (string Code, string Type) TextNames(int status) => status switch
    {
        401 => ("unauthorized", "authentication_error"),
        402 => ("insufficient_quota", "insufficient_quota"),
        403 => ("model_access_denied", "invalid_request_error"),
        404 => ("model_not_found", "invalid_request_error"),
        413 => ("request_too_large", "invalid_request_error"),
        429 => ("rate_limit_exceeded", "rate_limit_error"),
        502 => ("upstream_error", "api_error"),
        503 => ("service_unavailable", "api_error"),
        >= 500 => ("internal_error", "api_error"),
        _ => ("invalid_request", "invalid_request_error"),
    };

    private static (string Code, string Type) TaskQueryNames(int status, string? code) => status switch
    {
        400 => (code ?? "invalid_task_id", "invalid_request_error"),
        403 => ("permission_denied", "invalid_request_error"),
        404 => ("task_not_found", "invalid_request_error"),
        429 => ("rate_limit_exceeded", "evo_api_error"),
        _ => TextNames(status),
    };

    private static string IntegerType(int status) => status switch
    {
        401 => "authentication_error",
        402 => "insufficient_quota_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large_error",
        429 => "rate_limit_error",
        502 => "upstream_error",
        503 => "service_unavailable_error",
        >= 500 => "internal_server_error",
        _ => "invalid_request_error",
    };

    private static string? Suggestion(int status) => status switch
    {
        402 => "top up at https://evolink.ai/dashboard/billing",
        413 => "compress under 4MB",
        429 => "retry after 60 seconds",
        503 => "retry after 30 seconds",
        _ => null,
    };
}
