using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>Uploads in memory. Not thread-safe: callers hold the lock.</summary>
internal sealed class InMemoryUploads
{
    private readonly Dictionary<AccountId, Dictionary<UploadId, UploadRecord>> _accounts = [];

    /// <summary>Adds an upload, unless the account has as many usable ones as it may.</summary>
    /// <returns>The upload with its times; <see langword="null"/> at the limit.</returns>
    public UploadRecord? TryAdd(UploadRecord upload, TimeSpan lifetime, int liveMax, DateTimeOffset now)
    {
        var known = _accounts.GetValueOrDefault(upload.Account) ?? [];
        if (known.Values.Count(live => live.UsableUntil > now) >= liveMax)
        {
            return null;
        }

        var added = upload with { UsableUntil = now + lifetime, KeepUntil = now + lifetime };
        known.Add(upload.Id, added);
        _accounts[upload.Account] = known;
        return added;
    }

    /// <summary>Finds an upload that new jobs may use; another account's is none.</summary>
    public UploadRecord? FindUsable(AccountId account, UploadId upload, DateTimeOffset now) =>
        _accounts.GetValueOrDefault(account)?.GetValueOrDefault(upload) is { } found && found.UsableUntil > now ? found : null;

    /// <summary>
    /// Reads the uploads that need not be kept any longer, longest expired first.
    /// </summary>
    public List<UploadRecord> ListExpired(int limit, DateTimeOffset now) => _accounts.Values
        .SelectMany(uploads => uploads.Values)
        .Where(upload => upload.KeepUntil <= now)
        .OrderBy(upload => upload.KeepUntil)
        .Take(limit)
        .ToList();

    /// <summary>Forgets an upload; one that is not there is a success.</summary>
    public void Remove(AccountId account, UploadId upload)
    {
        if (_accounts.TryGetValue(account, out var uploads) && uploads.Remove(upload) && uploads.Count == 0)
        {
            _accounts.Remove(account);
        }
    }

    /// <summary>Keeps the uploads that a job uses for as long as it may need them.</summary>
    public void Keep(JobRecord job)
    {
        var until = job.EndBy + StoredJob.InputsKeptAfterDeadline;
        foreach (var input in job.Inputs)
        {
            if (input.Upload is { } id && _accounts.TryGetValue(job.Account, out var uploads)
                && uploads.TryGetValue(id, out var upload) && upload.KeepUntil < until)
            {
                uploads[id] = upload with { KeepUntil = until };
            }
        }
    }
}
