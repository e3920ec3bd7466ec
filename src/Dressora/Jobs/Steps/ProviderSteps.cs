using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

/// <summary>The steps that talk to a provider about a task.</summary>
internal sealed partial class ProviderSteps(
    ProviderCatalog catalog, ProviderGates gates, TaskRequests requests, ProviderTimeouts timeouts, Entropy entropy, ILogger<ProviderSteps> logger)
{
    /// <summary>
    /// Writes the marker, sends the create once, and writes the answer down. Nobody cancels a
    /// paid call but its own time-out.
    /// </summary>
    public async Task SubmitAsync(LeasedJob leased, Func<LeasedJob, MachineContext> contextFor)
    {
        var entry = Entry(leased);
        var token = entropy.NewToken();
        var request = await requests.BuildAsync(leased.Job, entry, token, CancellationToken.None).ConfigureAwait(false);

        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.SubmissionBegun(token.Hash), contextFor(leased)));
        if (await leased.SaveAsync(onlyIfUnchanged: true).ConfigureAwait(false) is not CommitAnswer.Committed)
        {
            return; // Something came in between, a cancel perhaps: nothing was sent, and it is decided again.
        }

        leased.TakePlace();
        var submission = leased.Attempt.Submission;
        Log.Submitting(logger, leased.Job.Id, leased.Attempt.Ordinal, entry.Name, submission);
        var creation = await gates.Of(entry.Name).SendAsync(leased.Job.Id, () => CreateAsync(entry, request)).ConfigureAwait(false);
        await RecordAsync(leased, creation, submission, contextFor).ConfigureAwait(false);
    }

    /// <summary>Reads the task.</summary>
    public async Task CheckAsync(LeasedJob leased, Func<LeasedJob, MachineContext> contextFor, CancellationToken cancellationToken)
    {
        var seen = leased.Attempt.Facts.Messages;
        JobEvent happened;
        try
        {
            var task = await ReadAsync(leased, leased.Attempt.Facts.Task!.Value, cancellationToken).ConfigureAwait(false);
            await leased.LearnAsync(new AttemptFact.Observed(task)).ConfigureAwait(false);
            happened = new JobEvent.Checked(seen);
        }
        catch (ProviderException exception) when (exception.Error.Kind == ProviderErrorKind.TaskLost)
        {
            happened = new JobEvent.NotFound(seen);
            if (JobMachine.IsLost(leased.Attempt, contextFor(leased)))
            {
                await leased.RecordAsync(new AttemptFact.Lost()).ConfigureAwait(false);
            }
        }
        catch (ProviderException exception)
        {
            Log.ReadFailed(logger, leased.Job.Id, leased.Attempt.Candidate.Provider, exception.Error.Kind);
            happened = new JobEvent.CheckFailed(seen, exception.Error.RetryAfter);
        }

        leased.Decide(JobMachine.Apply(leased.Job, happened, contextFor(leased)));
    }

    /// <summary>
    /// Reads a task that a callback spoke of, and binds it if it is this attempt's: this heals a
    /// create whose answer was lost.
    /// </summary>
    public async Task ProbeAsync(
        LeasedJob leased, ProviderTaskId candidate, Func<LeasedJob, MachineContext> contextFor, CancellationToken cancellationToken)
    {
        JobEvent? happened = null;
        try
        {
            var task = await ReadAsync(leased, candidate, cancellationToken).ConfigureAwait(false);
            if (!JobMachine.IsOurs(leased.Attempt, task, timeouts.ForCreate(Entry(leased).Descriptor))
                || !await leased.RecordAsync(new AttemptFact.Accepted(candidate, null)).ConfigureAwait(false))
            {
                happened = new JobEvent.Dismissed(candidate);
            }
            else
            {
                Log.Healed(logger, leased.Job.Id, leased.Attempt.Ordinal);
                await leased.LearnAsync(new AttemptFact.Observed(task)).ConfigureAwait(false);
            }
        }
        catch (ProviderException exception)
        {
            // A provider may not know a task yet that it has just created.
            happened = new JobEvent.ProbeFailed(exception.Error.RetryAfter);
        }

        if (happened is not null)
        {
            leased.Decide(JobMachine.Apply(leased.Job, happened, contextFor(leased)));
        }
    }

    /// <summary>
    /// Asks the provider for the task of a create whose answer was lost, and binds it. Where
    /// there is none yet it is asked again until the attempt's deadline: it may be on its way.
    /// </summary>
    public async Task LookUpAsync(LeasedJob leased, Func<LeasedJob, MachineContext> contextFor, CancellationToken cancellationToken)
    {
        JobEvent? happened = null;
        try
        {
            var attempt = new AttemptId(leased.Job.Id, leased.Attempt.Ordinal);
            var found = await CallAsync(token => Entry(leased).Provider.FindTaskAsync(attempt, token), cancellationToken).ConfigureAwait(false);
            if (found is not { } task || !await leased.RecordAsync(new AttemptFact.Accepted(task, null)).ConfigureAwait(false))
            {
                happened = new JobEvent.NotFoundYet(null);
            }
            else
            {
                Log.Healed(logger, leased.Job.Id, leased.Attempt.Ordinal);
            }
        }
        catch (ProviderException exception)
        {
            Log.ReadFailed(logger, leased.Job.Id, leased.Attempt.Candidate.Provider, exception.Error.Kind);
            happened = new JobEvent.NotFoundYet(exception.Error.RetryAfter);
        }

        if (happened is not null)
        {
            leased.Decide(JobMachine.Apply(leased.Job, happened, contextFor(leased)));
        }
    }

    /// <summary>Reads a finished task once more, for fresh addresses of its outputs.</summary>
    public async Task RefreshAsync(LeasedJob leased, CancellationToken cancellationToken)
    {
        try
        {
            var task = await ReadAsync(leased, leased.Attempt.Facts.Task!.Value, cancellationToken).ConfigureAwait(false);
            await leased.LearnAsync(new AttemptFact.Observed(task)).ConfigureAwait(false);
        }
        catch (ProviderException exception) when (exception.Error.Kind is ProviderErrorKind.TaskLost or ProviderErrorKind.OutputExpired)
        {
            Log.ReadFailed(logger, leased.Job.Id, leased.Attempt.Candidate.Provider, exception.Error.Kind);
        }
    }

    /// <summary>Passes the user's wish on. Only a later read tells what came of it.</summary>
    public async Task CancelAsync(LeasedJob leased, Func<LeasedJob, MachineContext> contextFor, CancellationToken cancellationToken)
    {
        try
        {
            using var timeout = timeouts.StartRead(cancellationToken);
            await Entry(leased).Provider.CancelTaskAsync(leased.Attempt.Facts.Task!.Value, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A wish that did not arrive is not worth holding the job up: polling goes on, and its deadline stands.
            Log.CancelFailed(logger, leased.Job.Id, leased.Attempt.Candidate.Provider, exception.GetType().Name);
        }

        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.CancelPassedOn(), contextFor(leased)));
        await leased.SaveAsync().ConfigureAwait(false);
    }

    private async Task<TaskCreation> CreateAsync(CatalogEntry entry, ProviderTaskRequest request)
    {
        using var timeout = timeouts.StartCreate(entry.Descriptor);
        try
        {
            return await entry.Provider.CreateTaskAsync(request, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unknown, exception.GetType().Name));
        }
    }

    private async Task RecordAsync(
        LeasedJob leased, TaskCreation creation, int submission, Func<LeasedJob, MachineContext> contextFor)
    {
        switch (creation)
        {
            case TaskCreation.Accepted accepted:
                await leased.LearnAsync(new AttemptFact.Accepted(accepted.Task, accepted.Estimate)).ConfigureAwait(false);
                break;
            case TaskCreation.Completed completed:
                // Paid for and only here: the store is asked until it takes them.
                var outputs = await requests.StoreAsync(leased.Job, completed.Outputs).ConfigureAwait(false);
                await leased.RecordAsync(new AttemptFact.Delivered(outputs, completed.Cost)).ConfigureAwait(false);
                break;
            case TaskCreation.Refused { Error.Kind: ProviderErrorKind.Throttled or ProviderErrorKind.Unavailable } refused:
                Log.NotSent(logger, leased.Job.Id, leased.Attempt.Ordinal, refused.Error.Kind);
                await leased.RecordAsync(new AttemptFact.NotSent(submission)).ConfigureAwait(false);
                leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.Throttled(refused.Error.RetryAfter), contextFor(leased)));
                break;
            case TaskCreation.Refused refused:
                Log.Refused(logger, leased.Job.Id, leased.Attempt.Ordinal, refused.Error.Kind);
                await leased.RecordAsync(new AttemptFact.Refused(refused.Error)).ConfigureAwait(false);
                break;
            default:
                Log.OutcomeUnknown(logger, leased.Job.Id, leased.Attempt.Ordinal);
                await leased.RecordAsync(new AttemptFact.OutcomeUnknown(submission)).ConfigureAwait(false);
                break;
        }
    }

    private Task<ProviderTask> ReadAsync(LeasedJob leased, ProviderTaskId task, CancellationToken cancellationToken) =>
        CallAsync(token => Entry(leased).Provider.GetTaskAsync(task, token), cancellationToken);

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var timeout = timeouts.StartRead(cancellationToken);
        try
        {
            return await call(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ProviderException && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(new ProviderError(ProviderErrorKind.Unavailable, exception.GetType().Name), exception);
        }
    }

    private CatalogEntry Entry(LeasedJob leased) => catalog.Find(leased.Attempt.Candidate.Provider)!;
}
