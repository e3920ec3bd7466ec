using System.Text;
using Dressora.Providers;
using Xunit;

namespace Dressora.Testing;

public abstract partial class GenerationProviderConformance
{
    private static readonly byte[][] Garbage =
    [
        [],
        [0, 0xff, 0xfe, 0xc3, 0x28],
        "null"u8.ToArray(),
        "42"u8.ToArray(),
        "[{}]"u8.ToArray(),
        "{\"id\":"u8.ToArray(),
        """{"id":42,"request_id":[],"status":{}}"""u8.ToArray(),
        """{"id":"\ud800","\udfff":1}"""u8.ToArray(),
        """{"id":"https://evil.example/\u0000"}"""u8.ToArray(),
        Encoding.UTF8.GetBytes($$"""{"id":"{{new string('a', 100_000)}}"}"""),
        Encoding.UTF8.GetBytes(new string('[', 100_000)),
    ];

    /// <summary>The provider's own message means: go and look at that task.</summary>
    [Fact]
    public virtual async Task A_message_of_the_provider_points_at_its_task()
    {
        await using var bench = await StartAsync(TaskFate.Succeeds);
        SkipWithoutCallbacks(bench);
        var id = await AcceptedAsync(bench);
        await bench.Upstream.FinishAsync(id);

        var verdict = await bench.Provider.HandleCallbackAsync(await bench.Upstream.MakeCallbackAsync(id), Cancellation);

        Assert.Equal(new CallbackVerdict.Notified(id), verdict);
    }

    /// <summary>Anyone may post anything to a callback URL.</summary>
    [Fact]
    public virtual async Task Garbage_is_judged_and_never_throws()
    {
        await using var bench = await StartAsync();
        SkipWithoutCallbacks(bench);

        foreach (var body in Garbage)
        {
            var verdict = await bench.Provider.HandleCallbackAsync(Callback(body), Cancellation);

            Assert.True(
                verdict is CallbackVerdict.NotAuthentic or CallbackVerdict.Notified { Task: null },
                "Garbage names no task.");
        }
    }

    /// <summary>
    /// A message about one task, sent to move another, moves nothing: what counts is what a read
    /// says.
    /// </summary>
    [Fact]
    public virtual async Task A_forged_message_changes_no_task()
    {
        await using var bench = await StartAsync(TaskFate.Succeeds);
        SkipWithoutCallbacks(bench);
        var victim = await AcceptedAsync(bench);
        var genuine = await bench.Upstream.MakeCallbackAsync(victim);
        var text = Encoding.UTF8.GetString(genuine.Body.Span);
        var forged = text
            .Replace("pending", "completed", StringComparison.Ordinal)
            .Replace("processing", "completed", StringComparison.Ordinal);

        await bench.Provider.HandleCallbackAsync(Callback(Encoding.UTF8.GetBytes(forged)), Cancellation);

        Assert.False((await bench.Provider.GetTaskAsync(victim, Cancellation)).Status.IsTerminal());
        await AssertUpstreamAsync(bench, creates: 1, tasks: 1);
    }

    private static void SkipWithoutCallbacks(ProviderBench bench) =>
        Assert.SkipUnless(bench.Provider.Descriptor.Callbacks, "The provider describes itself as one that does not call back.");

    private static ProviderCallback Callback(byte[] body) => new()
    {
        Body = body,
        Headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = ["application/json"],
        },
        ReceivedAt = DateTimeOffset.UnixEpoch,
    };
}
