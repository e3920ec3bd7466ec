namespace Dressora.Testing;

/// <summary>A user who asks for a job, asks again when nobody answers, and changes his mind.</summary>
internal sealed class SimulatedUser(SimulatedSite site, SimulatedRequest request)
{
    private const int TriesMax = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(5);

    private readonly Dice _dice = site.World.Dice.For("user " + request.Job);
    private JobId? _known;

    /// <summary>Gets which of the simulation's jobs is his.</summary>
    public int Index => request.Job;

    /// <summary>Has him ask when his time has come.</summary>
    public void Start() => site.World.After(request.At, () => Submit(TriesMax));

    /// <summary>Does what a fault says that he does now.</summary>
    public void Act(FaultKind what)
    {
        if (what == FaultKind.UserRetries)
        {
            if (request.HasKey)
            {
                site.World.After(TimeSpan.Zero, () => Submit(1));
            }

            return;
        }

        site.World.After(TimeSpan.Zero, () => _ = ChangeMindAsync(what));
    }

    private void Submit(int tries)
    {
        if (tries == 0)
        {
            return;
        }

        var answered = false;
        var node = site.Anyone(_dice);
        if (node is not null)
        {
            _ = AskAsync(node);
        }

        site.World.After(node is null ? AgainAfter : Patience, Again);
        return;

        async Task AskAsync(SimulatedNode asked)
        {
            try
            {
                Hear(await asked.Jobs.SubmitAsync(request.Account, request.ToRequest(), request.Key).ConfigureAwait(false));
                answered = true;
            }
            catch (Exception exception) when (exception is IOException or TimeoutException)
            {
                // He hears nothing that helps, and asks again.
            }
        }

        void Again()
        {
            // Without a key to ask under, a second request would be a second job.
            if (!answered && (request.HasKey || node is null))
            {
                Submit(tries - 1);
            }
        }
    }

    /// <summary>What a client does with an answer: remembers the job, or gives up.</summary>
    private void Hear(SubmitResult answer)
    {
        site.World.Tell("user " + Index, () => $"hears {answer.GetType().Name}");
        var job = answer switch
        {
            SubmitResult.Accepted accepted => accepted.Job.Id,
            SubmitResult.Replayed replayed => replayed.Job.Id,
            _ => (JobId?)null,
        };
        if (job is not null && _known is not null && job != _known)
        {
            site.Monitor.Fail($"job {Index}: one key has led to two jobs");
        }

        if (answer is SubmitResult.KeyConflict or SubmitResult.Invalid or SubmitResult.TooManyActive)
        {
            site.Monitor.Fail($"job {Index}: a good request was answered with {answer.GetType().Name}");
        }

        if (answer is SubmitResult.InsufficientCredits && site.Scenario.Lacking == 0)
        {
            site.Monitor.Fail($"job {Index}: there were credits enough, and it was refused for want of them");
        }

        _known ??= job;
    }

    private async Task ChangeMindAsync(FaultKind what)
    {
        if (site.Monitor.JobAt(Index) is not { } job || site.Anyone(_dice) is not { } node)
        {
            return;
        }

        try
        {
            _ = what == FaultKind.UserCancels
                ? await node.Jobs.CancelAsync(request.Account, job).ConfigureAwait(false) is not null
                : await node.Jobs.EraseAsync(request.Account, job).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The wish is lost; he may wish again.
        }
    }
}
