namespace Dressora.Testing;

/// <summary>
/// A node's clock and timers. They stand still with the node, and die with it.
/// </summary>
internal sealed class SimulatedTime(SimulatedWorld world, NodeLife life) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now;

    public override long GetTimestamp() => world.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(world, life, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SimulatedWorld world, NodeLife life, Action callback) : ITimer
    {
        private int _set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var set = ++_set;
            if (dueTime >= TimeSpan.Zero)
            {
                world.After(dueTime, () => Fire(set, period));
            }

            return true;
        }

        public void Dispose() => _set++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(int set, TimeSpan period)
        {
            if (set != _set || life.IsDead)
            {
                return;
            }

            if (life.AsleepUntil > world.Now)
            {
                world.After(life.AsleepUntil - world.Now, () => Fire(set, period));
                return;
            }

            if (period > TimeSpan.Zero)
            {
                world.After(period, () => Fire(set, period));
            }

            callback();
        }
    }
}
