using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Tests.Providers;

public sealed class ProviderGateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new(Start);

    [Fact]
    public void A_provider_without_limits_has_none()
    {
        var gate = Gate();

        Assert.Null(gate.Limit);
        Assert.Null(gate.ClosedFor);
        Assert.Equal(default, gate.State);
    }

    [Fact]
    public void The_most_tasks_at_once_are_for_the_store_to_count()
    {
        var gate = Gate(new ProviderOptions { ConcurrentTasks = 3 });

        Assert.Equal(new TaskLimit(int.MaxValue, 3), gate.Limit);
        Assert.True(gate.State.IsLimited);
    }

    [Fact]
    public async Task What_was_leased_and_what_was_sent_both_count_against_the_rate()
    {
        var gate = Gate(new ProviderOptions { Creates = 3, CreatesPer = 10 * Second });
        var (first, second) = (JobId.New(Start), JobId.New(Start));
        gate.Reserve(first);
        gate.Reserve(second);
        Assert.Equal(1, gate.Limit!.Value.Begun);

        await SendAsync(gate, Accepted, first);
        Assert.Equal(1, gate.Limit!.Value.Begun);
        gate.Return(first);
        Assert.Equal(1, gate.Limit!.Value.Begun);
        gate.Return(second);
        Assert.Equal(2, gate.Limit!.Value.Begun);

        _clock.Advance(10 * Second);
        Assert.Equal(3, gate.Limit!.Value.Begun);
    }

    [Fact]
    public async Task A_used_up_rate_says_when_it_opens()
    {
        var gate = Gate(new ProviderOptions { Creates = 1, CreatesPer = 10 * Second });

        await SendAsync(gate, Accepted);
        _clock.Advance(4 * Second);

        Assert.Equal(6 * Second, gate.ClosedFor);
    }

    [Fact]
    public async Task A_throttle_closes_for_as_long_as_the_provider_asks()
    {
        var gate = Gate();

        await SendAsync(gate, Throttled(20 * Second));

        Assert.Equal(new TaskLimit(0), gate.Limit);
        Assert.Equal(20 * Second, gate.ClosedFor);
        Assert.Equal(20 * Second, gate.State.ThrottledFor);
        _clock.Advance(20 * Second);
        Assert.Equal(new TaskLimit(1), gate.Limit);
        await SendAsync(gate, Accepted);
        Assert.Null(gate.Limit);
    }

    [Fact]
    public async Task A_throttle_that_says_nothing_closes_longer_each_time_up_to_a_minute()
    {
        var gate = Gate();
        var closed = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
        {
            await SendAsync(gate, Throttled(null));
            closed.Add(gate.ClosedFor!.Value);
            _clock.Advance(gate.ClosedFor!.Value);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], closed.Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public async Task A_provider_cannot_close_itself_for_more_than_an_hour()
    {
        var gate = Gate();

        await SendAsync(gate, Throttled(TimeSpan.FromDays(30)));

        Assert.Equal(TimeSpan.FromHours(1), gate.ClosedFor);
    }

    [Fact]
    public async Task A_shorter_throttle_does_not_shorten_a_longer_one()
    {
        var gate = Gate();

        await SendAsync(gate, Throttled(60 * Second));
        await SendAsync(gate, Throttled(5 * Second));

        Assert.Equal(60 * Second, gate.ClosedFor);
    }

    [Theory]
    [InlineData(ProviderErrorKind.Unavailable)]
    [InlineData(ProviderErrorKind.ProviderAccount)]
    public async Task Five_outages_open_the_circuit_and_one_create_closes_it_again(ProviderErrorKind kind)
    {
        var gate = Gate();
        await SendAsync(gate, Refused(kind), times: 4);
        Assert.Null(gate.State.CircuitOpenFor);

        await SendAsync(gate, Refused(kind));
        Assert.Equal(30 * Second, gate.State.CircuitOpenFor);

        _clock.Advance(30 * Second);
        Assert.Null(gate.State.CircuitOpenFor);
        Assert.Equal(new TaskLimit(1), gate.Limit);
        await SendAsync(gate, Accepted);
        Assert.Null(gate.Limit);
    }

    [Fact]
    public async Task A_lost_answer_is_an_outage_too()
    {
        var gate = Gate();

        await SendAsync(gate, new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unavailable)), times: 5);

        Assert.NotNull(gate.State.CircuitOpenFor);
    }

    [Theory]
    [InlineData(ProviderErrorKind.InvalidRequest)]
    [InlineData(ProviderErrorKind.ContentRefused)]
    [InlineData(ProviderErrorKind.Unknown)]
    public async Task What_is_wrong_with_a_request_opens_nothing(ProviderErrorKind kind)
    {
        var gate = Gate();

        await SendAsync(gate, Refused(kind), times: 20);

        Assert.Null(gate.State.CircuitOpenFor);
        Assert.Null(gate.Limit);
    }

    [Fact]
    public async Task A_circuit_stays_open_longer_after_every_create_that_failed_to_close_it()
    {
        var gate = Gate();
        await SendAsync(gate, Refused(ProviderErrorKind.Unavailable), times: 5);
        var open = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            open.Add(gate.State.CircuitOpenFor!.Value);
            _clock.Advance(gate.State.CircuitOpenFor!.Value);
            await SendAsync(gate, Refused(ProviderErrorKind.Unavailable));
        }

        Assert.Equal([30, 60, 120, 240, 240], open.Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public async Task Nothing_is_sent_while_the_circuit_is_open_and_that_is_known_to_be_unbilled()
    {
        var gate = Gate();
        await SendAsync(gate, Refused(ProviderErrorKind.Unavailable), times: 5);
        var sent = 0;

        var creation = await gate.SendAsync(JobId.New(Start), () =>
        {
            sent++;
            return Task.FromResult(Accepted);
        });

        Assert.Equal(0, sent);
        var refused = Assert.IsType<TaskCreation.Refused>(creation);
        Assert.Equal((ProviderErrorKind.Unavailable, CreateCircuit.OpenCode), (refused.Error.Kind, refused.Error.Code));
        Assert.Equal(30 * Second, refused.Error.RetryAfter);
    }

    [Fact]
    public async Task While_a_create_tells_whether_it_is_over_no_other_is_begun()
    {
        var gate = Gate();
        await SendAsync(gate, Throttled(Second));
        _clock.Advance(Second);
        var answer = new TaskCompletionSource<TaskCreation>();

        var sending = gate.SendAsync(JobId.New(Start), () => answer.Task);
        Assert.Equal(new TaskLimit(0), gate.Limit);
        answer.SetResult(Accepted);
        await sending;

        Assert.Null(gate.Limit);
    }

    private static TaskCreation Accepted { get; } = new TaskCreation.Accepted(new ProviderTaskId("task-1"));

    private static TaskCreation.Refused Refused(ProviderErrorKind kind) => new(new ProviderError(kind));

    private static TaskCreation.Refused Throttled(TimeSpan? retryAfter) =>
        new(new ProviderError(ProviderErrorKind.Throttled) { RetryAfter = retryAfter });

    private static async Task SendAsync(ProviderGate gate, TaskCreation answer, JobId? job = null, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Same(answer, await gate.SendAsync(job ?? JobId.New(Start), () => Task.FromResult(answer)));
        }
    }

    private ProviderGate Gate(ProviderOptions? options = null) => new(options ?? new ProviderOptions(), _clock);
}
