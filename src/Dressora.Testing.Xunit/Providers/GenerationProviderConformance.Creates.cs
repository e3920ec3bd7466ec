using Dressora.Providers;
using Xunit;

namespace Dressora.Testing;

public abstract partial class GenerationProviderConformance
{
    /// <summary>An accepted create names a task that can be read at once.</summary>
    [Fact]
    public virtual async Task An_accepted_task_can_be_read()
    {
        await using var bench = await StartAsync(TaskFate.Succeeds);

        var accepted = Assert.IsType<TaskCreation.Accepted>(await CreateAsync(bench));

        Assert.NotEmpty(accepted.Task.Value);
        Assert.True(accepted.Estimate is null || accepted.Estimate > TimeSpan.Zero);
        Assert.False((await bench.Provider.GetTaskAsync(accepted.Task, Cancellation)).Status.IsTerminal());
    }

    /// <summary>A synchronous create brings its outputs along.</summary>
    [Fact]
    public virtual async Task A_synchronous_create_delivers()
    {
        await using var bench = await StartAsync();
        Assert.SkipUnless(bench.Provider.Descriptor.Synchronous, "The provider is asynchronous: its outputs come later.");

        var completed = Assert.IsType<TaskCreation.Completed>(await CreateAsync(bench));

        Assert.NotEmpty(completed.Outputs);
        Assert.All(completed.Outputs, output => Assert.False(output.Content.IsEmpty));
    }

    /// <summary>One create is one request upstream, and one task.</summary>
    /// <param name="hostRetries">Whether the host puts retrying handlers on every client.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public virtual async Task A_create_is_sent_once(bool hostRetries)
    {
        await using var bench = await StartAsync(hostRetries);

        await CreateAsync(bench);

        await AssertUpstreamAsync(bench, creates: 1, tasks: 1);
    }

    /// <summary>When the answer is lost, the work may be paid for: nobody may say that it is not, and nobody may send it again.</summary>
    /// <param name="hostRetries">Whether the host puts retrying handlers on every client.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public virtual async Task A_lost_answer_leaves_the_outcome_unknown(bool hostRetries)
    {
        await using var bench = await StartAsync(CreateFault.LostAnswer, hostRetries);

        Assert.IsType<TaskCreation.OutcomeUnknown>(await CreateAsync(bench));

        await AssertUpstreamAsync(bench, creates: 1, tasks: 1);
    }

    /// <summary>A service that breaks may have begun.</summary>
    /// <param name="hostRetries">Whether the host puts retrying handlers on every client.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public virtual async Task A_broken_service_leaves_the_outcome_unknown(bool hostRetries)
    {
        await using var bench = await StartAsync(CreateFault.Broken, hostRetries);

        Assert.IsType<TaskCreation.OutcomeUnknown>(await CreateAsync(bench));

        Assert.Equal(1, await bench.Upstream.CountCreatesAsync());
    }

    /// <summary>A throttled create was not billed, and it is the pipeline that sends it again later.</summary>
    /// <param name="hostRetries">Whether the host puts retrying handlers on every client.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public virtual Task A_throttled_create_costs_nothing(bool hostRetries) =>
        IsRefusedAsync(CreateFault.Throttled, ProviderErrorKind.Throttled, hostRetries);

    /// <summary>A wrong request was not billed, and is not asked again.</summary>
    /// <param name="hostRetries">Whether the host puts retrying handlers on every client.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public virtual Task A_refused_request_costs_nothing(bool hostRetries) =>
        IsRefusedAsync(CreateFault.RequestRefused, ProviderErrorKind.InvalidRequest, hostRetries);

    /// <summary>
    /// Moderation is an outcome of its own, so that users are told and not retried.
    /// </summary>
    [Fact]
    public virtual Task Refused_content_costs_nothing() =>
        IsRefusedAsync(CreateFault.ContentRefused, ProviderErrorKind.ContentRefused, hostRetries: false);

    /// <summary>An empty account is the host's affair, not the user's.</summary>
    [Fact]
    public virtual Task An_empty_account_is_told_apart_from_a_wrong_request() =>
        IsRefusedAsync(CreateFault.AccountEmpty, ProviderErrorKind.ProviderAccount, hostRetries: false);

    /// <summary>Where nothing listens, nothing was sent: the same attempt may go on later.</summary>
    /// <param name="hostRetries">Whether the host puts retrying handlers on every client.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public virtual async Task A_create_that_nobody_listens_to_costs_nothing(bool hostRetries)
    {
        await using var bench = await StartAsync(hostRetries);
        Assert.SkipUnless(bench.Upstream.Can(CreateFault.Unreachable), "The upstream declares that it is always there.");
        var request = MakeRequest(bench.Provider.Descriptor, await InputsAsync(bench));
        await bench.Upstream.NextCreateAsync(CreateFault.Unreachable);

        var refused = Assert.IsType<TaskCreation.Refused>(await CreateAsync(bench, request));

        Assert.Equal(ProviderErrorKind.Unavailable, refused.Error.Kind);
    }

    private async Task IsRefusedAsync(CreateFault fault, ProviderErrorKind kind, bool hostRetries)
    {
        await using var bench = await StartAsync(fault, hostRetries);

        var refused = Assert.IsType<TaskCreation.Refused>(await CreateAsync(bench));

        Assert.Equal(kind, refused.Error.Kind);
        await AssertUpstreamAsync(bench, creates: 1, tasks: 0);
    }

    private static async Task AssertUpstreamAsync(ProviderBench bench, int creates, int tasks)
    {
        Assert.Equal(creates, await bench.Upstream.CountCreatesAsync());
        Assert.Equal(tasks, await bench.Upstream.CountTasksAsync());
    }
}
