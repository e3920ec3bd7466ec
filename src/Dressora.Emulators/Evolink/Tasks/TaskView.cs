using System.Text.Json.Nodes;

namespace Dressora.Emulators;

/// <summary>
/// Shows a task the way the API does. A task query and a callback show the same.
/// </summary>
internal static class TaskView
{
    private const string BillingRule = "per_call";

    /// <summary>The answer to a create.</summary>
    public static JsonObject Created(TaskRecord task, bool isVip) => new()
    {
        ["created"] = task.CreatedAt.ToUnixTimeSeconds(),
        ["id"] = task.Id,
        ["model"] = task.Model,
        ["object"] = "image.generation.task",
        ["progress"] = 0,
        ["status"] = "pending",
        ["type"] = "image",
        ["task_info"] = Info(task),
        ["usage"] = new JsonObject
        {
            ["billing_rule"] = BillingRule,
            ["credits_reserved"] = task.CreditsReserved,
            ["user_group"] = isVip ? "vip" : "default",
        },
    };

    /// <summary>The task as it is now.</summary>
    /// <param name="task">The task.</param>
    /// <param name="now">The time by which a running task has progressed.</param>
    /// <param name="filesUrl">What the URLs of results start with.</param>
    public static JsonObject Current(TaskRecord task, DateTimeOffset now, string filesUrl) => task.Outcome switch
    {
        TaskOutcome.Completed => Completed(task, filesUrl),
        TaskOutcome.Failed => Failed(task),
        TaskOutcome.Cancelled => Running(task, "cancelled", 0, canCancel: false),
        _ => Running(task, task.Faults.UnknownStatus ?? (Progress(task, now) < 10 ? "pending" : "processing"), Progress(task, now), canCancel: true),
    };

    private static JsonObject Running(TaskRecord task, string status, int progress, bool canCancel) => new()
    {
        ["created"] = task.CreatedAt.ToUnixTimeSeconds(),
        ["id"] = task.Id,
        ["model"] = task.Model,
        ["object"] = "image.generation.task",
        ["progress"] = status == "pending" ? 0 : progress,
        ["status"] = status,
        ["type"] = "image",
        ["task_info"] = canCancel ? Info(task) : new JsonObject { ["can_cancel"] = false },
    };

    private static JsonObject Completed(TaskRecord task, string filesUrl)
    {
        var urls = Enumerable.Range(0, task.Delivered).Select(index => $"{filesUrl}/{task.ResultPath(index)}").ToList();
        return new JsonObject
        {
            ["created"] = task.CreatedAt.ToUnixTimeSeconds(),
            ["duration"] = (long)(task.EndedAt!.Value - task.CreatedAt).TotalSeconds,
            ["id"] = task.Id,
            ["model"] = task.Model,
            ["object"] = "image.generation.task",
            ["type"] = "image",
            ["status"] = "completed",
            ["progress"] = 100,
            ["results"] = new JsonArray([.. urls.Select(url => JsonValue.Create(url))]),
            ["result_data"] = new JsonArray([.. urls.Select(url => new JsonObject { ["url"] = url })]),
            ["task_info"] = new JsonObject { ["can_cancel"] = false },
            ["usage"] = new JsonObject { ["credits_used"] = task.CreditsUsed, ["total_tokens"] = 1_177 * task.Delivered },
        };
    }

    private static JsonObject Failed(TaskRecord task)
    {
        // As recorded from the real service: a failed task names neither its creation nor what it used.
        var failed = new JsonObject
        {
            ["id"] = task.Id,
            ["object"] = "image.generation.task",
            ["status"] = "failed",
            ["model"] = task.Model,
            ["progress"] = 0,
            ["task_info"] = new JsonObject { ["can_cancel"] = false },
            ["type"] = "image",
        };
        if (task.ErrorCode is { } code)
        {
            failed["error"] = new JsonObject { ["code"] = code, ["message"] = TaskErrors.Message(code), ["type"] = "task_error" };
        }

        return failed;
    }

    private static JsonObject Info(TaskRecord task) => new()
    {
        ["can_cancel"] = true,
        ["estimated_time"] = Math.Max(1, (int)Math.Ceiling(task.Duration.TotalSeconds)),
    };

    private static int Progress(TaskRecord task, DateTimeOffset now)
    {
        var share = task.Duration > TimeSpan.Zero ? (now - task.CreatedAt) / task.Duration : 1;
        return (int)Math.Clamp(share * 100, 0, 99);
    }
}
