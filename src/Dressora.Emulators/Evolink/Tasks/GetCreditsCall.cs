using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary><c>GET /v1/credits</c>: what the account may still spend.</summary>
internal sealed class GetCreditsCall(TaskStore tasks, IOptions<EvolinkEmulatorOptions> options)
{
    /// <summary>Answers the call.</summary>
    public Task<Answer> RunAsync(Call call)
    {
        var used = tasks.CreditsUsed;
        var remaining = Math.Max(0, options.Value.Credits - used);
        return Task.FromResult(Answer.OfJson(200, new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["token"] = new JsonObject { ["remaining_credits"] = remaining, ["unlimited_credits"] = false, ["used_credits"] = used },
                ["user"] = new JsonObject { ["remaining_credits"] = remaining, ["used_credits"] = used },
            },
            ["message"] = string.Empty,
            ["success"] = true,
        }));
    }
}
