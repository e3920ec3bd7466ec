using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Sqlite;

/// <summary>
/// Jobs and credits in one file: every change is one transaction, and changes that meet share one
/// commit.
/// </summary>
internal sealed partial class SqliteJobStore : IJobStore, IAsyncDisposable, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;
    private readonly CreditOptions _policies;

    public SqliteJobStore(SqliteDatabase database, TimeProvider time, CreditOptions policies)
    {
        _database = database;
        _time = time;
        _policies = policies;
        Ledger = new SqliteCreditLedger(database, time, policies);
    }

    /// <inheritdoc/>
    public ICreditLedger Ledger { get; }

    /// <inheritdoc/>
    public Task<AcceptAnswer> AcceptAsync(NewJob job, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        return WriteAsync((session, now) => Accept(session, job, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        return WriteAsync((session, now) => Lease(session, request, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(JobId job, long token, TimeSpan duration, CancellationToken cancellationToken = default) =>
        WriteAsync(
            (session, now) =>
            {
                if (JobRows.Find(session, job)?.Renew(token, now, duration) is not { } renewed)
                {
                    return false;
                }

                JobRows.SaveLease(session, renewed);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return WriteAsync((session, now) => Commit(session, commit, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordAnswer> RecordAsync(
        AttemptId attempt, AttemptFact fact, JobCommit? decision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return WriteAsync((session, now) => Record(session, attempt, fact, decision, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AttemptId?> FindAttemptAsync(string provider, string tokenHash, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(session => JobRows.FindAttempt(session, provider, tokenHash), cancellationToken);

    /// <inheritdoc/>
    public Task<ReceiptAnswer> ReceiveAsync(CallbackMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WriteAsync((session, now) => Receive(session, message, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JobRecord?> RequestCancelAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        ChangeAsync(account, job, (stored, now) => stored.RequestCancel(now), cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> RequestEraseAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        ChangeAsync(account, job, (stored, now) => stored.RequestErase(now), cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> FindAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(session => JobRows.Find(session, account, job)?.Job, cancellationToken);

    /// <inheritdoc/>
    public Task<KeyedJob?> FindByKeyAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(session => FindByKey(session, account, key), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRecord>> ListAsync(
        AccountId account, JobId? before, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ReadAsync<IReadOnlyList<JobRecord>>(
            session => JobRows.List(session, account, before, limit).ConvertAll(stored => stored.Job), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>
    /// The same for a container that is disposed of synchronously. Waits for the writer's own
    /// thread, for nobody else's.
    /// </summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private Task<T> WriteAsync<T>(Func<SqliteSession, DateTimeOffset, T> work, CancellationToken cancellationToken) =>
        _database.WriteAsync(session => work(session, _time.GetUtcNow()), cancellationToken);

    private Task<JobRecord?> ChangeAsync(
        AccountId account, JobId job, Func<StoredJob, DateTimeOffset, StoredJob> change, CancellationToken cancellationToken) =>
        WriteAsync(
            (session, now) =>
            {
                if (JobRows.Find(session, account, job) is not { } stored)
                {
                    return null;
                }

                var next = change(stored, now);
                if (!ReferenceEquals(next, stored))
                {
                    JobRows.Save(session, next);
                }

                return next.Job;
            },
            cancellationToken);
}
