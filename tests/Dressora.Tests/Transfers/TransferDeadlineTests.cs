using Microsoft.Extensions.Time.Testing;

namespace Dressora.Tests.Transfers;

public sealed class TransferDeadlineTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TransferOptions _options = new()
    {
        HeadersTimeout = TimeSpan.FromSeconds(10),
        IdleTimeout = TimeSpan.FromSeconds(20),
        TotalTimeout = TimeSpan.FromSeconds(60),
    };

    [Fact]
    public void Without_an_answer_the_headers_time_out_ends_it()
    {
        using var deadline = new TransferDeadline(_options, _clock, CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(deadline.Token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(deadline.Token.IsCancellationRequested);
        Assert.Equal("no answer within the headers time-out", deadline.Reason);
    }

    [Fact]
    public void Moving_bytes_start_the_idle_time_out_anew()
    {
        using var deadline = new TransferDeadline(_options, _clock, CancellationToken.None);

        deadline.Moved();
        _clock.Advance(TimeSpan.FromSeconds(19));
        deadline.Moved();
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(deadline.Token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(deadline.Token.IsCancellationRequested);
        Assert.Equal("the idle time-out passed", deadline.Reason);
    }

    [Fact]
    public void A_trickle_of_bytes_does_not_outlive_the_total_time_out()
    {
        using var deadline = new TransferDeadline(_options, _clock, CancellationToken.None);

        for (var second = 0; second < 60; second++)
        {
            Assert.False(deadline.Token.IsCancellationRequested);
            deadline.Moved();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(deadline.Token.IsCancellationRequested);
        Assert.Equal("the total time-out passed", deadline.Reason);
    }
}
