using Dressora.Providers;
using Xunit;

namespace Dressora.Testing;

public abstract partial class GenerationProviderConformance
{
    /// <summary>A success has outputs, where they may be fetched from.</summary>
    [Fact]
    public virtual async Task A_finished_task_has_outputs_that_may_be_fetched()
    {
        await using var bench = await StartAsync(TaskFate.Succeeds);

        var task = await EndedAsync(bench);

        Assert.Equal(ProviderTaskStatus.Succeeded, task.Status);
        Assert.Null(task.Error);
        Assert.NotEmpty(task.Outputs);
        Assert.All(
            task.Outputs,
            url => Assert.True(IsTrusted(bench.Provider.Descriptor, url), "An output lies where nothing may be fetched from."));
    }

    /// <summary>A task is found by the name of its attempt exactly where that is announced, and never by another's.</summary>
    [Fact]
    public virtual async Task A_task_is_found_by_its_attempt_where_the_descriptor_says_so()
    {
        await using var bench = await StartAsync(TaskFate.Succeeds);
        var request = MakeRequest(bench.Provider.Descriptor, await InputsAsync(bench));
        var created = Assert.IsType<TaskCreation.Accepted>(await CreateAsync(bench, request)).Task;

        var found = await bench.Provider.FindTaskAsync(request.Attempt, Cancellation);
        var other = await bench.Provider.FindTaskAsync(request.Attempt with { Ordinal = request.Attempt.Ordinal + 1 }, Cancellation);

        Assert.Equal(bench.Provider.Descriptor.FindsTasks ? created : null, found);
        Assert.Null(other);
    }

    /// <summary>A task that has ended is read the same for ever.</summary>
    [Fact]
    public virtual async Task A_finished_task_stays_finished()
    {
        await using var bench = await StartAsync(TaskFate.Succeeds);
        var id = await AcceptedAsync(bench);
        await bench.Upstream.FinishAsync(id);
        var first = await bench.Provider.GetTaskAsync(id, Cancellation);

        var again = await bench.Provider.GetTaskAsync(id, Cancellation);

        Assert.Equal(first.Status, again.Status);
        Assert.Equal(first.Outputs, again.Outputs);
    }

    /// <summary>
    /// A callback whose create got no answer is believed only when the task says that it was made
    /// then.
    /// </summary>
    [Fact]
    public virtual async Task A_task_tells_when_and_for_which_model_it_was_made()
    {
        Assert.SkipUnless(TellsWhenATaskWasMade, "The provider declares that its tasks do not tell when they were made.");
        await using var bench = await StartAsync(TaskFate.Succeeds);

        var task = await bench.Provider.GetTaskAsync(await AcceptedAsync(bench), Cancellation);

        Assert.NotNull(task.CreatedAt);
        Assert.False(string.IsNullOrWhiteSpace(task.Model));
    }

    /// <summary>A failure says what follows from it.</summary>
    [Fact]
    public virtual async Task A_failed_task_says_why()
    {
        await using var bench = await StartAsync(TaskFate.Fails);

        var task = await EndedAsync(bench);

        Assert.Equal(ProviderTaskStatus.Failed, task.Status);
        Assert.Empty(task.Outputs);
        Assert.NotNull(task.Error);
        Assert.NotEqual(ProviderErrorKind.ContentRefused, task.Error.Kind);
    }

    /// <summary>Moderation is an outcome of its own.</summary>
    [Fact]
    public virtual async Task A_task_that_moderation_stopped_says_so()
    {
        await using var bench = await StartAsync(TaskFate.FailsByModeration);

        var task = await EndedAsync(bench);

        Assert.Equal((ProviderTaskStatus.Failed, ProviderErrorKind.ContentRefused), (task.Status, task.Error?.Kind));
    }

    /// <summary>A canceled task is neither a success nor a failure.</summary>
    [Fact]
    public virtual async Task A_stopped_task_is_canceled()
    {
        await using var bench = await StartAsync(TaskFate.IsCanceled);

        var task = await EndedAsync(bench);

        Assert.Equal(ProviderTaskStatus.Canceled, task.Status);
        Assert.Empty(task.Outputs);
    }

    /// <summary>A word that nobody knows yet must not end a job that is paid for.</summary>
    [Fact]
    public virtual async Task A_word_that_is_not_known_ends_nothing()
    {
        await using var bench = await StartAsync(TaskFate.SpeaksAnUnknownWord);

        var task = await bench.Provider.GetTaskAsync(await AcceptedAsync(bench), Cancellation);

        Assert.Equal(ProviderTaskStatus.Running, task.Status);
        Assert.NotNull(task.UnknownStatus);
    }

    /// <summary>A task that the provider does not know is lost, not failed.</summary>
    [Fact]
    public virtual async Task A_task_that_is_not_known_is_lost()
    {
        await using var bench = await StartAsync();
        SkipWhereThereAreNoTasks(bench);

        var exception = await Assert.ThrowsAsync<ProviderException>(
            () => bench.Provider.GetTaskAsync(bench.Upstream.UnknownTask, Cancellation));

        Assert.Equal(ProviderErrorKind.TaskLost, exception.Error.Kind);
    }

    /// <summary>
    /// Nobody waits for a read that is no longer wanted, and the task does not notice.
    /// </summary>
    [Fact]
    public virtual async Task A_read_can_be_canceled()
    {
        await using var bench = await StartAsync(TaskFate.Succeeds);
        var id = await AcceptedAsync(bench);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bench.Provider.GetTaskAsync(id, new CancellationToken(canceled: true)));

        Assert.False((await bench.Provider.GetTaskAsync(id, Cancellation)).Status.IsTerminal());
    }

    /// <summary>The answer to a cancel is what the descriptor promises.</summary>
    [Fact]
    public virtual async Task A_cancel_is_answered_as_described()
    {
        await using var bench = await StartAsync(TaskFate.Succeeds);
        var id = await AcceptedAsync(bench);

        var answer = await bench.Provider.CancelTaskAsync(id, Cancellation);

        Assert.Equal(bench.Provider.Descriptor.Cancels, answer != CancelAnswer.NotSupported);
    }

    private static bool IsTrusted(ProviderDescriptor descriptor, Uri url)
    {
        var origin = new Uri(url.GetLeftPart(UriPartial.Authority));
        return descriptor.ResultOrigins.Contains(origin)
            || (url.Scheme == Uri.UriSchemeHttps
                && (descriptor.ResultHosts.Count == 0 || descriptor.ResultHosts.Any(host => IsHost(host, url.Host))));
    }

    private static bool IsHost(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase);
}
