namespace Dressora;

/// <summary>One result that waits to be delivered.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Job">The job that made it.</param>
/// <param name="Index">Its place among the job's outputs, from 0.</param>
/// <param name="Image">What its bytes say it is.</param>
/// <param name="Quarantine">Where it lies in the <see cref="IResultStore"/>, for a service that takes a URL.</param>
/// <param name="OpenAsync">Opens the bytes from their beginning, as often as needed during the review; the caller disposes the stream.</param>
public sealed record ResultToReview(
    AccountId Account, JobId Job, int Index, ImageInfo Image, StorageKey Quarantine, Func<CancellationToken, ValueTask<Stream>> OpenAsync);
