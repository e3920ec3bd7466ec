using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// Makes what a provider is asked, and takes in what a synchronous one answers.
/// </summary>
internal sealed class TaskRequests(
    IResultStore results, ImageIntake intake, ResultGate gate, Thumbnails thumbnails, DressoraOptions options, TransferOptions transfers, TimeProvider time)
{
    private const int StoreTriesMax = 300;

    private static readonly TimeSpan StoreAgainAfter = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan UrlLifetimeMargin = TimeSpan.FromMinutes(10);

    public async Task<ProviderTaskRequest> BuildAsync(
        JobRecord job, CatalogEntry entry, CallbackToken token, CancellationToken cancellationToken)
    {
        var attempt = job.Attempt!;
        var inputs = new ProviderInput[job.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = await BuildInputAsync(job, attempt, i, cancellationToken).ConfigureAwait(false);
        }

        return new ProviderTaskRequest
        {
            Attempt = new AttemptId(job.Id, attempt.Ordinal),
            Model = attempt.Candidate.Model,
            Prompt = job.Prompt ?? string.Empty,
            Inputs = inputs,
            Count = job.Count,
            AspectRatio = job.AspectRatio,
            CallbackUrl = CallbackUrl(entry, token),
        };
    }

    /// <summary>Shows an input as bytes.</summary>
    public ProviderInput AsBytes(InputRecord input) => new()
    {
        Role = input.Role,
        Image = input.Image!,
        Open = async token => await results.OpenAsync(input.Key, token).ConfigureAwait(false)
            ?? throw new ResultStoreException("An input image is no longer in the store."),
    };

    /// <summary>
    /// Stores a synchronous provider's outputs. One that is not an image, or more than was asked
    /// for, is dropped.
    /// </summary>
    public async Task<IReadOnlyList<OutputRecord>> StoreAsync(JobRecord job, IReadOnlyList<InlineOutput> outputs)
    {
        var stored = new List<OutputRecord>();
        foreach (var output in outputs.Take(job.Count))
        {
            // One that is to be reviewed is safe in quarantine, and pending.
            var key = StorageKey.ForResult(job.Id, stored.Count);
            var image = await StoreAsync(output, gate.Reviews ? StorageKey.ForQuarantine(job.Id, stored.Count) : key).ConfigureAwait(false);
            if (!gate.Reviews && image is IntakeResult.Stored { Image: var made })
            {
                using var content = new MemoryStream(output.Content.ToArray(), writable: false);
                await thumbnails.MakeAsync(content, job.Id, stored.Count, made, CancellationToken.None).ConfigureAwait(false);
            }

            stored.Add(new OutputRecord
            {
                Index = stored.Count,
                Key = key,
                Image = (image as IntakeResult.Stored)?.Image,
                Status = image is not IntakeResult.Stored ? OutputStatus.Dropped : gate.Reviews ? OutputStatus.Pending : OutputStatus.Stored,
            });
        }

        return stored;
    }

    private async Task<IntakeResult> StoreAsync(InlineOutput output, StorageKey key)
    {
        for (var tries = 1; ; tries++)
        {
            using var content = new MemoryStream(output.Content.ToArray(), writable: false);
            try
            {
                return await intake.StoreAsync(content, key, transfers.ResultBytesMax, CancellationToken.None).ConfigureAwait(false);
            }
            catch (ResultStoreException) when (tries < StoreTriesMax)
            {
                await Task.Delay(StoreAgainAfter, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task<ProviderInput> BuildInputAsync(JobRecord job, AttemptRecord attempt, int index, CancellationToken cancellationToken)
    {
        var input = job.Inputs[index];
        return attempt.Candidate.Transport switch
        {
            InputTransport.Staged => new ProviderInput
            {
                Role = input.Role,
                Image = input.Image!,
                Url = attempt.Staged.First(copy => copy.Input == index).Copy!.Url,
            },
            InputTransport.Url => new ProviderInput
            {
                Role = input.Role,
                Image = input.Image!,
                Url = await results.GetReadUrlAsync(input.Key, job.EndBy - job.CreatedAt + UrlLifetimeMargin, cancellationToken)
                    .ConfigureAwait(false) ?? throw new ResultStoreException("The result store no longer makes URLs for inputs."),
            },
            _ => AsBytes(input),
        };
    }

    private Uri? CallbackUrl(CatalogEntry entry, CallbackToken token) => options.PublicBaseUrl is not { } callbackBase || !entry.Descriptor.Callbacks
        ? null
        : new Uri($"{callbackBase.AbsoluteUri.TrimEnd('/')}/callbacks/{entry.Name}/{token.Value}");
}
