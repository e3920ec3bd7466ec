using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

/// <summary>
/// The steps that move images: inputs in, outputs into the host's storage, and what must go out
/// again.
/// </summary>
internal sealed partial class TransferSteps(
    IResultStore results,
    IDownloader downloader,
    ImageIntake intake,
    ResultGate gate,
    ProviderCatalog catalog,
    ProviderSteps providerSteps,
    TransferOptions options,
    ILogger<TransferSteps> logger)
{
    public async Task FetchInputAsync(
        LeasedJob leased, int index, Func<LeasedJob, MachineContext> contextFor, CancellationToken cancellationToken)
    {
        var input = leased.Job.Inputs[index];
        var rules = new DownloadRules { BytesMax = options.UploadBytesMax };
        var fetched = await FetchAsync(
            input.Url!, rules, (spool, token) => intake.StoreInputAsync(spool, input.Key, token), cancellationToken).ConfigureAwait(false);
        if (fetched is IntakeResult.Stored stored && Suits(leased.Job, stored.Image))
        {
            leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.InputFetched(index, stored.Image), contextFor(leased)));
            await leased.SaveAsync().ConfigureAwait(false);
            return;
        }

        if (fetched is IntakeResult.Stored)
        {
            await results.DeleteAsync(input.Key, cancellationToken).ConfigureAwait(false);
        }

        Log.InputRefused(logger, leased.Job.Id, index, (fetched as IntakeResult.Refused)?.Code ?? "model_limits");
        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.InputRefused(), contextFor(leased)));
    }

    /// <summary>
    /// Copies an output. What is refused or gone is tried once more from a fresh reading of the
    /// task, then left out.
    /// </summary>
    public async Task StoreOutputAsync(
        LeasedJob leased, int index, Func<LeasedJob, MachineContext> contextFor, CancellationToken cancellationToken)
    {
        var output = leased.Job.Outputs[index];
        var fetched = await FetchOutputAsync(leased, output, cancellationToken).ConfigureAwait(false);
        JobEvent happened;
        if (fetched is IntakeResult.Stored stored)
        {
            happened = new JobEvent.OutputStored(index, stored.Image);
        }
        else if (fetched is IntakeResult.Withheld)
        {
            Log.OutputWithheld(logger, leased.Job.Id, index);
            happened = new JobEvent.OutputWithheld(index);
        }
        else
        {
            Log.OutputRefused(logger, leased.Job.Id, index, ((IntakeResult.Refused)fetched).Code);
            happened = output.Refreshed || output.Image is not null ? new JobEvent.OutputDropped(index) : new JobEvent.OutputRefreshed(index);
        }

        if (happened is JobEvent.OutputRefreshed)
        {
            await providerSteps.RefreshAsync(leased, cancellationToken).ConfigureAwait(false);
        }

        leased.Decide(JobMachine.Apply(leased.Job, happened, contextFor(leased)));
        if (JobMachine.Decide(leased.Job, contextFor(leased)).Next is not JobStep.Finish)
        {
            await leased.SaveAsync().ConfigureAwait(false); // The last one is written with the end that follows.
        }
    }

    public async Task RemoveOutputAsync(LeasedJob leased, int index, MachineContext context, CancellationToken cancellationToken)
    {
        await results.DeleteAsync(leased.Job.Outputs[index].Key, cancellationToken).ConfigureAwait(false);
        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.OutputRemoved(index), context));
        await leased.SaveAsync().ConfigureAwait(false);
    }

    public async Task RemoveInputsAsync(LeasedJob leased, MachineContext context, CancellationToken cancellationToken)
    {
        await RemoveOurCopiesAsync(leased.Job, cancellationToken).ConfigureAwait(false);
        if (leased.Job.Status != JobStatus.Succeeded || leased.Job.ErasedAt is not null)
        {
            await RemoveFoldersAsync(leased.Job, cancellationToken).ConfigureAwait(false);
        }

        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.InputsRemoved(), context));
        await leased.SaveAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Removes the user's images and words. An upload is the account's own and expires by itself:
    /// other jobs may use it.
    /// </summary>
    public async Task EraseAsync(LeasedJob leased, MachineContext context, CancellationToken cancellationToken)
    {
        await RemoveOurCopiesAsync(leased.Job, cancellationToken).ConfigureAwait(false);
        await RemoveFoldersAsync(leased.Job, cancellationToken).ConfigureAwait(false);
        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.Erased(), context));
        await leased.SaveAsync().ConfigureAwait(false);
    }

    /// <summary>Removes the results when the host keeps them no longer.</summary>
    public async Task RemoveResultsAsync(LeasedJob leased, MachineContext context, CancellationToken cancellationToken)
    {
        await RemoveFoldersAsync(leased.Job, cancellationToken).ConfigureAwait(false);
        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.ResultsRemoved(), context));
        await leased.SaveAsync().ConfigureAwait(false);
    }

    // Whole folders: what a step that died has left there, and what was made of a result, goes with them.
    private async Task RemoveFoldersAsync(JobRecord job, CancellationToken cancellationToken)
    {
        await results.DeleteFolderAsync(StorageKey.ResultsOf(job.Id), cancellationToken).ConfigureAwait(false);
        await results.DeleteFolderAsync(StorageKey.QuarantineOf(job.Id), cancellationToken).ConfigureAwait(false);
    }

    private async Task RemoveOurCopiesAsync(JobRecord job, CancellationToken cancellationToken)
    {
        foreach (var input in job.Inputs)
        {
            if (input.Upload is null)
            {
                await results.DeleteAsync(input.Key, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<IntakeResult> FetchOutputAsync(LeasedJob leased, OutputRecord output, CancellationToken cancellationToken)
    {
        if (output.Image is not null)
        {
            return await gate.ReleaseAsync(leased.Job, output, cancellationToken).ConfigureAwait(false);
        }

        var urls = leased.Attempt.Facts.Seen?.Outputs ?? [];
        if (output.Index >= urls.Count)
        {
            return new IntakeResult.Refused("gone", "The task no longer lists this output.");
        }

        var provider = catalog.Find(leased.Attempt.Candidate.Provider)!.Descriptor;
        var rules = new DownloadRules
        {
            BytesMax = options.ResultBytesMax,
            AllowedHosts = provider.ResultHosts,
            TrustedOrigins = provider.ResultOrigins,
        };
        return await FetchAsync(
            urls[output.Index], rules, (spool, token) => gate.StoreAsync(spool, leased.Job, output, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IntakeResult> FetchAsync(
        Uri url, DownloadRules rules, Func<Spool, CancellationToken, Task<IntakeResult>> storeAsync, CancellationToken cancellationToken)
    {
        switch (await downloader.FetchAsync(url, rules, cancellationToken).ConfigureAwait(false))
        {
            case Download.Fetched fetched:
                var spool = fetched.Spool;
                await using (spool.ConfigureAwait(false))
                {
                    return await storeAsync(spool, cancellationToken).ConfigureAwait(false);
                }

            case Download.Gone gone:
                return new IntakeResult.Refused("gone", $"The server answered {gone.Status}.");
            case Download.Refused refused:
                return new IntakeResult.Refused(refused.Code, refused.Message);
            case Download.Unavailable unavailable:
                throw new TransferUnavailableException(unavailable.Reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // A URL input is only known once it is fetched: the model that was chosen for it must be able to read it.
    private bool Suits(JobRecord job, ImageInfo image) => job.Candidates.Any(candidate =>
        catalog.Find(candidate.Provider)?.Descriptor.Models.FirstOrDefault(model => model.Name == candidate.Model) is { } model
        && RequestRules.CheckImage(image, model, string.Empty) is null);
}
