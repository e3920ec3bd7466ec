namespace Dressora.Testing;

/// <summary>
/// Every call of a node to the outside goes through here: it takes time, it can go wrong, and
/// afterwards everything that must hold is looked at.
/// </summary>
internal sealed class CallGate(SimulatedWorld world, FaultPlan faults, Monitor monitor) : ICallGate
{
    private static readonly TimeSpan SleepMin = TimeSpan.FromSeconds(31);
    private static readonly TimeSpan SleepMax = TimeSpan.FromSeconds(150);

    private readonly Dice _dice = world.Dice.For("calls");

    /// <summary>
    /// Gets or sets what the user does when a fault says that he does something now.
    /// </summary>
    public Action<FaultKind, int> UserActs { get; set; } = (_, _) => { };

    /// <inheritdoc/>
    public async Task<T> CallAsync<T>(
        NodeLife life, CallKind kind, JobId? job, Func<Task<T>> effect, Func<FaultKind, Task<T>>? wrong = null)
    {
        var fault = job is { } about ? Strike(life, kind, about) : null;
        if (fault == FaultKind.KilledBefore)
        {
            life.Kill();
        }
        else if (fault == FaultKind.Asleep)
        {
            life.SleepUntil(world.Now + _dice.Between(SleepMin, SleepMax));
            if (_dice.Percent(50))
            {
                await world.PauseAsync(life, TimeSpan.Zero).ConfigureAwait(false);
            }
        }

        await LeaveAsync(life).ConfigureAwait(false);
        T answer;
        try
        {
            answer = await (fault is { } kindOfFault && wrong is not null && !IsGeneral(kindOfFault) ? wrong(kindOfFault) : effect()).ConfigureAwait(false);
        }
        finally
        {
            monitor.Look(job);
        }

        if (fault == FaultKind.KilledAfter)
        {
            life.Kill();
        }

        await world.PauseAsync(life, Latency()).ConfigureAwait(false);
        return answer;
    }

    /// <summary>Fails a call, with or without its effect.</summary>
    public static async Task<T> FailAsync<T>(FaultKind fault, Func<Task<T>> effect, Func<Exception> error)
    {
        if (fault is FaultKind.StoreAnswerLost or FaultKind.LedgerAnswerLost or FaultKind.StorageAnswerLost)
        {
            await effect().ConfigureAwait(false);
        }

        throw error();
    }

    /// <summary>Finds the fault that strikes a call, and writes down where it found the job.</summary>
    public FaultKind? Strike(NodeLife life, CallKind kind, JobId about)
    {
        if (monitor.IndexOf(about) is not { } index)
        {
            return null;
        }

        var fault = faults.Take(index, kind);
        world.Tell(life.Name, () => $"{kind} job {index}{(fault is null ? string.Empty : $"  !! {fault}")}");
        if (fault is not { } struck)
        {
            return null;
        }

        monitor.Struck(struck, about);
        if (struck is FaultKind.UserCancels or FaultKind.UserErases or FaultKind.UserRetries)
        {
            UserActs(struck, index);
        }

        return struck;
    }

    // A request that has left travels on although its sender dies.
    private async Task LeaveAsync(NodeLife life)
    {
        await world.PauseAsync(life, TimeSpan.Zero).ConfigureAwait(false);
        var arrived = new TaskCompletionSource();
        world.After(Latency(), arrived.SetResult);
        await arrived.Task.ConfigureAwait(false);
    }

    /// <summary>Mostly quick, at times so slow that others overtake.</summary>
    private TimeSpan Latency() => _dice.Below(10) switch
    {
        0 => _dice.Between(TimeSpan.Zero, TimeSpan.FromSeconds(2)),
        < 4 => _dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(100)),
        _ => TimeSpan.FromMilliseconds(1),
    };

    /// <summary>Tells faults that are the same for every call from those that only its own double can act out.</summary>
    private static bool IsGeneral(FaultKind kind) => kind
        is FaultKind.KilledBefore or FaultKind.KilledAfter or FaultKind.Asleep
        or FaultKind.UserCancels or FaultKind.UserErases or FaultKind.UserRetries;
}
