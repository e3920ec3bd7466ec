using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>Uploads, and the end of old rows.</summary>
internal sealed partial class InMemoryJobStore
{
    /// <inheritdoc/>
    public Task<UploadRecord?> AddUploadAsync(
        UploadRecord upload, TimeSpan lifetime, int liveMax, CancellationToken cancellationToken = default) =>
        LockedAsync(
            now =>
            {
                ArgumentNullException.ThrowIfNull(upload);
                if (_uploads.Values.Count(known => known.Account == upload.Account && known.UsableUntil > now) >= liveMax)
                {
                    return null;
                }

                var added = upload with { UsableUntil = now + lifetime, KeepUntil = now + lifetime };
                _uploads.Add(upload.Id, added);
                return added;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<UploadRecord?> FindUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        LockedAsync(
            now => _uploads.TryGetValue(upload, out var found) && found.Account == account && found.UsableUntil > now ? found : null,
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UploadRecord>> ListExpiredUploadsAsync(int limit, CancellationToken cancellationToken = default) =>
        LockedAsync<IReadOnlyList<UploadRecord>>(
            now => _uploads.Values.Where(upload => upload.KeepUntil <= now).OrderBy(upload => upload.KeepUntil).Take(limit).ToList(),
            cancellationToken);

    /// <inheritdoc/>
    public Task RemoveUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        LockedAsync(
            _ => _uploads.TryGetValue(upload, out var found) && found.Account == account && _uploads.Remove(upload),
            cancellationToken);

    /// <inheritdoc/>
    public Task<int> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default) =>
        LockedAsync(
            now =>
            {
                ArgumentNullException.ThrowIfNull(request);
                var old = _jobs.Values
                    .Where(stored => stored.Job is { DueAt: null, FinishedAt: { } end } && end + request.JobsFor <= now)
                    .OrderBy(stored => stored.Job.FinishedAt)
                    .Take(request.Limit)
                    .ToList();
                foreach (var stored in old)
                {
                    Remove(stored.Job);
                }

                return old.Count + PruneMessages(now - request.MessagesFor, request.Limit);
            },
            cancellationToken);

    private int PruneMessages(DateTimeOffset until, int limit)
    {
        var old = _messages.Values
            .SelectMany(messages => messages, (messages, message) => (Of: messages, Message: message))
            .Where(pair => pair.Message.At <= until)
            .Take(limit)
            .ToList();
        old.ForEach(pair => pair.Of.Remove(pair.Message));
        return old.Count;
    }

    private void KeepInputs(JobRecord job)
    {
        var until = job.EndBy + StoredJob.InputsKeptAfterDeadline;
        foreach (var input in job.Inputs)
        {
            if (input.Upload is { } id
                && _uploads.TryGetValue(id, out var upload)
                && upload.Account == job.Account
                && upload.KeepUntil < until)
            {
                _uploads[id] = upload with { KeepUntil = until };
            }
        }
    }
}
