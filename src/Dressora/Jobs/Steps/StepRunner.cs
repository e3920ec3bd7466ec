using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

/// <summary>
/// Advances one leased job step by step until there is nothing to do but wait. No threads, no
/// timers of its own.
/// </summary>
internal sealed partial class StepRunner(
    IJobStore store,
    ProviderCatalog catalog,
    ProviderGates gates,
    MachineLimits limits,
    DressoraOptions options,
    ProviderSteps providerSteps,
    StagingSteps stagingSteps,
    TransferSteps transferSteps,
    CreditSteps creditSteps,
    TimeProvider time,
    ILogger<StepRunner> logger)
{
    private const int StepsMax = 64;

    private static readonly TimeSpan ForeignProviderPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Runs a lease to its end. A token that is cancelled gives the job back between two steps.
    /// </summary>
    public async Task RunAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var leased = new LeasedJob(store, lease, options.Lease, time);
        try
        {
            await RunAsync(leased, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await leased.FlushPaidAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(LeasedJob leased, CancellationToken cancellationToken)
    {
        for (var steps = 0; leased.IsHeld; steps++)
        {
            var decision = JobMachine.Decide(leased.Job, ContextFor(leased));
            leased.Decide(decision.Job);
            if (decision.Next is JobStep.Wait wait)
            {
                await leased.ParkAsync(wait.Until).ConfigureAwait(false);
                return;
            }

            if (steps == StepsMax || cancellationToken.IsCancellationRequested)
            {
                await leased.ParkAsync(leased.Now).ConfigureAwait(false);
                return;
            }

            await RunStepAsync(leased, decision.Next, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunStepAsync(LeasedJob leased, JobStep step, CancellationToken cancellationToken)
    {
        try
        {
            if (MissingProvider(leased.Job) is { } missing)
            {
                await GiveToOthersAsync(leased, step, missing).ConfigureAwait(false);
                return;
            }

            if (step is not JobStep.Save)
            {
                await leased.FlushAsync().ConfigureAwait(false);
            }

            await ExecuteAsync(leased, step, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await leased.ParkAsync(leased.Now).ConfigureAwait(false);
        }
        catch (Exception exception) when (leased.IsHeld)
        {
            var asked = (exception as ProviderException)?.Error.RetryAfter;
            Log.StepFailed(logger, leased.Job.Id, step.GetType().Name, exception.GetType().Name, leased.Job.Failures + 1);
            await BackOffAsync(leased, asked).ConfigureAwait(false);
        }
    }

    private Task ExecuteAsync(LeasedJob leased, JobStep step, CancellationToken cancellationToken) => step switch
    {
        JobStep.Save => leased.SaveAsync(),
        JobStep.Freeze => creditSteps.FreezeAsync(leased, cancellationToken),
        JobStep.Finish finish => creditSteps.FinishAsync(leased, finish.Verdict, ContextFor(leased), cancellationToken),
        JobStep.NameStaged name => stagingSteps.NameAsync(leased, name.Input, ContextFor(leased)),
        JobStep.Stage stage => stagingSteps.StageAsync(leased, stage.Copy, ContextFor(leased), cancellationToken),
        JobStep.Discard discard => stagingSteps.DiscardAsync(leased, discard, ContextFor(leased), cancellationToken),
        JobStep.Submit => providerSteps.SubmitAsync(leased, ContextFor),
        JobStep.Check => providerSteps.CheckAsync(leased, ContextFor, cancellationToken),
        JobStep.Probe probe => providerSteps.ProbeAsync(leased, probe.Candidate, ContextFor, cancellationToken),
        JobStep.LookUp => providerSteps.LookUpAsync(leased, ContextFor, cancellationToken),
        JobStep.CancelTask => providerSteps.CancelAsync(leased, ContextFor, cancellationToken),
        JobStep.FetchInput fetch => transferSteps.FetchInputAsync(leased, fetch.Input, ContextFor, cancellationToken),
        JobStep.StoreOutput output => transferSteps.StoreOutputAsync(leased, output.Output, ContextFor, cancellationToken),
        JobStep.RemoveOutput remove => transferSteps.RemoveOutputAsync(leased, remove.Output, ContextFor(leased), cancellationToken),
        JobStep.RemoveInputs => transferSteps.RemoveInputsAsync(leased, ContextFor(leased), cancellationToken),
        JobStep.RemoveResults => transferSteps.RemoveResultsAsync(leased, ContextFor(leased), cancellationToken),
        JobStep.Erase => transferSteps.EraseAsync(leased, ContextFor(leased), cancellationToken),
        _ => throw new System.Diagnostics.UnreachableException($"No step is called {step.GetType().Name}."),
    };

    // A lease that came after everybody's grace: this node cannot ask the provider, but it can still end the job on time.
    private Task GiveToOthersAsync(LeasedJob leased, JobStep step, string missing)
    {
        Log.ProviderMissing(logger, leased.Job.Id, missing);
        if (step is JobStep.Check)
        {
            var seen = leased.Attempt.Facts.Messages;
            leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.CheckFailed(seen, null), ContextFor(leased)));
            return Task.CompletedTask;
        }

        return leased.ParkAsync(leased.Now + ForeignProviderPause);
    }

    private async Task BackOffAsync(LeasedJob leased, TimeSpan? asked)
    {
        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.StepFailed(asked), ContextFor(leased)));
        var again = leased.Now + Schedule.BackOff(leased.Job, leased.Job.Failures, asked);
        var deadline = leased.Job.StoreBy ?? leased.Job.EndBy;
        await leased.ParkAsync(leased.Job.Status.IsTerminal() || again < deadline || deadline <= leased.Now ? again : deadline).ConfigureAwait(false);
    }

    private string? MissingProvider(JobRecord job) =>
        job.Awaits is { } provider && catalog.Find(provider) is null ? provider : null;

    private MachineContext ContextFor(LeasedJob leased) =>
        new(leased.Now, limits, provider => catalog.Find(provider)?.Descriptor) { StateOf = gates.StateOf, PlaceAt = leased.PlaceAt };
}
