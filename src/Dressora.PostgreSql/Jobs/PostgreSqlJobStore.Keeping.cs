using Dressora.Stores;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Uploads, and the end of old rows.</summary>
internal sealed partial class PostgreSqlJobStore
{
    /// <inheritdoc/>
    public Task<UploadRecord?> AddUploadAsync(
        UploadRecord upload, TimeSpan lifetime, int liveMax, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return _writers.WriteAsync(
            upload.Account.GetHashCode(),
            load => load.Jobs.IncludeUploads(upload.Account),
            batch =>
            {
                if (batch.Jobs.CountUploads(upload.Account) >= liveMax)
                {
                    return null;
                }

                var added = upload with { UsableUntil = batch.Now + lifetime, KeepUntil = batch.Now + lifetime };
                batch.Jobs.Add(added);
                return added;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<UploadRecord?> FindUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default)
    {
        var found = await _database.ListAsync(
            _database.JobStatements.UsableUpload,
            JobRows.ReadUpload,
            cancellationToken,
            Trip.Value(_database.FindTime()),
            Trip.Value(account.Value),
            Trip.Value(upload.Value)).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UploadRecord>> ListExpiredUploadsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _database.ListAsync(
            _database.JobStatements.ExpiredUploads,
            JobRows.ReadUpload,
            cancellationToken,
            Trip.Value(_database.FindTime()),
            Trip.Value((long)limit)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task RemoveUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) => _database.ListAsync(
        _database.JobStatements.RemoveUpload, _ => true, cancellationToken, Trip.Value(account.Value), Trip.Value(upload.Value));

    /// <inheritdoc/>
    public async Task<int> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        var statements = _database.LeaseStatements;
        return await PruneAsync(statements.PruneJobs, request.JobsFor, request.Limit, cancellationToken).ConfigureAwait(false)
            + await PruneAsync(statements.PruneMessages, request.MessagesFor, request.Limit, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> PruneAsync(string statement, TimeSpan keptFor, int limit, CancellationToken cancellationToken)
    {
        var removed = await _database.ListAsync(
            statement,
            row => row.GetInt32(0),
            cancellationToken,
            Trip.Value(_database.FindTime()),
            Trip.Value(keptFor.Ticks),
            Trip.Value((long)limit)).ConfigureAwait(false);
        return removed.Count;
    }
}
