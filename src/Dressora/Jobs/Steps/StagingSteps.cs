using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>The steps that copy inputs to a provider and remove them again.</summary>
internal sealed class StagingSteps(ProviderCatalog catalog, TaskRequests requests, ProviderTimeouts timeouts, Entropy entropy)
{
    /// <summary>
    /// Writes the name down before the upload, so that the copy is found again even if this
    /// process dies in between.
    /// </summary>
    public Task NameAsync(LeasedJob leased, int input, MachineContext context)
    {
        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.StagedNamed(input, entropy.NewStagedName()), context));
        return leased.SaveAsync();
    }

    public async Task StageAsync(LeasedJob leased, StagedRecord copy, MachineContext context, CancellationToken cancellationToken)
    {
        JobEvent happened;
        try
        {
            using var timeout = timeouts.StartRead(cancellationToken);
            var input = requests.AsBytes(leased.Job.Inputs[copy.Input]);
            var staged = await Staging(leased.Attempt.Candidate.Provider).StageAsync(copy.Name, input, timeout.Token).ConfigureAwait(false);
            happened = new JobEvent.Staged(copy.Input, staged);
        }
        catch (ProviderException exception) when (EndsAttempt(exception.Error.Kind))
        {
            happened = new JobEvent.GivenUp(exception.Error);
        }

        leased.Decide(JobMachine.Apply(leased.Job, happened, context));
        await leased.SaveAsync().ConfigureAwait(false);
    }

    public async Task DiscardAsync(LeasedJob leased, JobStep.Discard discard, MachineContext context, CancellationToken cancellationToken)
    {
        var provider = leased.Job.Attempts[discard.Attempt - 1].Candidate.Provider;
        using var timeout = timeouts.StartRead(cancellationToken);
        await Staging(provider).DiscardAsync(discard.Copy.Name, discard.Copy.Copy?.Reference, timeout.Token).ConfigureAwait(false);
        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.Discarded(discard.Attempt, discard.Copy.Name), context));
        await leased.SaveAsync().ConfigureAwait(false);
    }

    // Nothing billable was sent yet, so what passes by itself is simply tried again.
    private static bool EndsAttempt(ProviderErrorKind kind) => kind
        is ProviderErrorKind.InvalidRequest or ProviderErrorKind.ContentRefused or ProviderErrorKind.ProviderAccount;

    private IInputStaging Staging(string provider) => catalog.Find(provider)?.Provider as IInputStaging
        ?? throw new InvalidOperationException($"The provider '{provider}' does not stage inputs (any more).");
}
