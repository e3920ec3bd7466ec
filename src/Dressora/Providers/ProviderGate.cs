using Dressora.Providers;
using Dressora.Stores;

namespace Dressora;

/// <summary>
/// What this node may begin at one provider: its rate, what a throttle asked for, and the
/// circuit. Thread-safe.
/// </summary>
internal sealed class ProviderGate(ProviderOptions options, TimeProvider time)
{
    private static readonly TimeSpan ThrottleMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ThrottleMax = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskedMax = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly CreateCircuit _circuit = new(time);
    private readonly Queue<DateTimeOffset> _sent = [];
    private readonly HashSet<JobId> _leased = [];
    private DateTimeOffset _throttledUntil;
    private int _throttles;
    private int _sending;

    /// <summary>
    /// Gets what may be begun now; <see langword="null"/> while anything may.
    /// </summary>
    public TaskLimit? Limit
    {
        get
        {
            lock (_lock)
            {
                var left = Math.Max(0, Left());
                return left == int.MaxValue && options.ConcurrentTasks is null ? null : new TaskLimit(left, options.ConcurrentTasks);
            }
        }
    }

    /// <summary>Gets what a job finds that wants to begin a task here.</summary>
    public ProviderState State
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                var throttled = _throttledUntil > now ? _throttledUntil - now : TimeSpan.Zero;
                var isLimited = options.ConcurrentTasks is not null || Left() != int.MaxValue;
                return new ProviderState(isLimited, throttled, _circuit.OpenFor);
            }
        }
    }

    /// <summary>
    /// Gets how long nothing can be begun for a reason that time alone mends;
    /// <see langword="null"/> when there is none.
    /// </summary>
    public TimeSpan? ClosedFor
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                var until = _throttledUntil;
                if (options.Creates is { } most && CountSent(now) >= most && _sent.Peek() + options.CreatesPer > until)
                {
                    until = _sent.Peek() + options.CreatesPer;
                }

                return until > now ? until - now : null;
            }
        }
    }

    /// <summary>Keeps a place for a job that was leased to begin a task.</summary>
    public void Reserve(JobId job)
    {
        lock (_lock)
        {
            _leased.Add(job);
        }
    }

    /// <summary>Gives a place back that was not used; once it was used this does nothing.</summary>
    public void Return(JobId job)
    {
        lock (_lock)
        {
            _leased.Remove(job);
        }
    }

    /// <summary>Sends a create once. <paramref name="create"/> does not throw.</summary>
    public async Task<TaskCreation> SendAsync(JobId job, Func<Task<TaskCreation>> create)
    {
        lock (_lock)
        {
            _leased.Remove(job);
            _sending++;
            if (options.Creates is not null)
            {
                _sent.Enqueue(time.GetUtcNow());
            }
        }

        TaskCreation? creation = null;
        try
        {
            return creation = await _circuit.SendAsync(create).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _sending--;
                Learn(creation);
            }
        }
    }

    private void Learn(TaskCreation? creation)
    {
        if (creation is TaskCreation.Refused { Error: { Kind: ProviderErrorKind.Throttled } error })
        {
            var pause = ThrottleMin * Math.Pow(2, Math.Min(_throttles++, 6));
            pause = error.RetryAfter > pause ? error.RetryAfter.Value : pause < ThrottleMax ? pause : ThrottleMax;
            var until = time.GetUtcNow() + (pause < AskedMax ? pause : AskedMax);
            _throttledUntil = until > _throttledUntil ? until : _throttledUntil;
        }
        else if (creation is TaskCreation.Accepted or TaskCreation.Completed)
        {
            _throttles = 0;
        }
    }

    // While a circuit is open its jobs are leased all the same: they go elsewhere, or wait until it is tried again.
    private int Left()
    {
        var now = time.GetUtcNow();
        if (_throttledUntil > now)
        {
            return 0;
        }

        var left = options.Creates is { } most ? most - CountSent(now) - _leased.Count : int.MaxValue;
        return _throttles > 0 || _circuit.IsProbing ? Math.Min(left, 1 - _sending - _leased.Count) : left;
    }

    private int CountSent(DateTimeOffset now)
    {
        while (_sent.TryPeek(out var oldest) && oldest + options.CreatesPer <= now)
        {
            _sent.Dequeue();
        }

        return _sent.Count;
    }
}
