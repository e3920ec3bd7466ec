using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Emulators.Tests;

/// <summary>A clock that only tests move, and that tells when somebody starts to wait for it.</summary>
internal sealed class WatchedTime() : FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero))
{
    /// <summary>How long a test waits, in real time, for what must come: a broken emulator fails the test and does not hang it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _timers = new();

    /// <summary>What happens while somebody is setting a timer: after reading the clock, before the timer runs.</summary>
    public Action<TimeSpan>? Meanwhile { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Meanwhile?.Invoke(dueTime);
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Started(dueTime).Release();
        return timer;
    }

    /// <summary>Waits until somebody waits for exactly this long.</summary>
    public async Task StartedAsync(TimeSpan wait) => Assert.True(
        await Started(wait).WaitAsync(Patience, TestContext.Current.CancellationToken), $"Nobody waited for {wait}.");

    /// <summary>Waits until somebody waits for exactly this long, then lets that time pass. Every wait counts once.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        await StartedAsync(wait);
        Advance(wait);
    }

    private SemaphoreSlim Started(TimeSpan wait) => _timers.GetOrAdd(wait, _ => new SemaphoreSlim(0));
}
