using Dressora.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Stores a result under its own key: at once, or after the host has looked at it in quarantine.</summary>
internal sealed class ResultGate(
    ImageIntake intake,
    Spooler spooler,
    IResultStore results,
    Thumbnails thumbnails,
    IServiceScopeFactory scopes,
    IServiceProviderIsService services,
    DressoraOptions options,
    TransferOptions transfers,
    TimeProvider time)
{
    /// <summary>Gets whether results wait for a review.</summary>
    public bool Reviews { get; } = services.IsService(typeof(IResultReview));

    /// <summary>Stores what was just fetched.</summary>
    public async Task<IntakeResult> StoreAsync(Spool spool, JobRecord job, OutputRecord output, CancellationToken cancellationToken)
    {
        if (!Reviews)
        {
            var direct = await intake.StoreAsync(spool, output.Key, cancellationToken).ConfigureAwait(false);
            if (direct is IntakeResult.Stored { Image: var image })
            {
                await MakeThumbnailsAsync(spool, job, output, image, cancellationToken).ConfigureAwait(false);
            }

            return direct;
        }

        var quarantine = StorageKey.ForQuarantine(job.Id, output.Index);
        var taken = await intake.StoreAsync(spool, quarantine, cancellationToken).ConfigureAwait(false);
        return taken is IntakeResult.Stored stored
            ? await ReleaseAsync(spool, job, output, stored, cancellationToken).ConfigureAwait(false)
            : taken;
    }

    /// <summary>Reviews what lies in quarantine already: the output of a provider that answers with bytes.</summary>
    public async Task<IntakeResult> ReleaseAsync(JobRecord job, OutputRecord output, CancellationToken cancellationToken)
    {
        var waiting = await results.OpenAsync(StorageKey.ForQuarantine(job.Id, output.Index), cancellationToken).ConfigureAwait(false);
        if (waiting is null)
        {
            // A step that died may have come as far as this.
            using var delivered = await results.OpenAsync(output.Key, cancellationToken).ConfigureAwait(false);
            return delivered is null
                ? new IntakeResult.Refused("gone", "The output is no longer in quarantine.")
                : new IntakeResult.Stored(output.Image!);
        }

        await using var disposal = waiting.ConfigureAwait(false);
        if (await spooler.SpoolAsync(waiting, transfers.ResultBytesMax, cancellationToken).ConfigureAwait(false) is not SpoolResult.Spooled { Spool: var spool })
        {
            return new IntakeResult.Refused(ImageIntake.TooLargeCode, $"The image is larger than {transfers.ResultBytesMax} bytes.");
        }

        await using (spool.ConfigureAwait(false))
        {
            return await ReleaseAsync(spool, job, output, new IntakeResult.Stored(output.Image!), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IntakeResult> ReleaseAsync(
        Spool spool, JobRecord job, OutputRecord output, IntakeResult.Stored stored, CancellationToken cancellationToken)
    {
        var quarantine = StorageKey.ForQuarantine(job.Id, output.Index);
        var result = new ResultToReview(
            job.Account, job.Id, output.Index, stored.Image, quarantine, _ => ValueTask.FromResult(spool.Open()));
        if (await ReviewAsync(result, cancellationToken).ConfigureAwait(false) != ReviewVerdict.Deliver)
        {
            return new IntakeResult.Withheld();
        }

        await results.PutAsync(output.Key, spool.ToContent(stored.Image.ContentType), cancellationToken).ConfigureAwait(false);
        await MakeThumbnailsAsync(spool, job, output, stored.Image, cancellationToken).ConfigureAwait(false);
        await results.DeleteAsync(quarantine, cancellationToken).ConfigureAwait(false);
        return stored;
    }

    private async Task MakeThumbnailsAsync(Spool spool, JobRecord job, OutputRecord output, ImageInfo image, CancellationToken cancellationToken)
    {
        var content = spool.Open();
        await using var disposal = content.ConfigureAwait(false);
        await thumbnails.MakeAsync(content, job.Id, output.Index, image, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ReviewVerdict> ReviewAsync(ResultToReview result, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ReviewTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            try
            {
                var review = scope.ServiceProvider.GetRequiredService<IResultReview>();
                return await review.ReviewAsync(result, either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"The review took longer than {options.ReviewTimeout}.");
            }
        }
    }
}
