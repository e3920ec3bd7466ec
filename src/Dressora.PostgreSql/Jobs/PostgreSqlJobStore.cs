using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.PostgreSql;

/// <summary>
/// Jobs and credits in one schema, for any number of nodes: every change is one transaction, and
/// changes that meet on a node share one commit.
/// </summary>
internal sealed partial class PostgreSqlJobStore : IJobStore, IWorkListener, IAsyncDisposable, IDisposable
{
    private static readonly Guid AfterAll = Guid.AllBitsSet;

    private readonly PostgreSqlDatabase _database;
    private readonly BatchWriters _writers;
    private readonly WorkNotices _notices;

    public PostgreSqlJobStore(PostgreSqlDatabase database, CreditOptions policies)
    {
        _database = database;
        _notices = new WorkNotices(database);
        _writers = new BatchWriters(database, policies, _notices);
        Ledger = new PostgreSqlCreditLedger(database, policies, writers: _writers);
    }

    /// <inheritdoc/>
    public ICreditLedger Ledger { get; }

    /// <inheritdoc/>
    public Task<AcceptAnswer> AcceptAsync(NewJob job, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        Validate(job.Freeze);
        return _writers.WriteAsync(
            job.Job.Account.GetHashCode(),
            load =>
            {
                load.Jobs.Include(job.Job.Id);
                load.Jobs.IncludeAcceptance(job.Job.Account, job.Key);
                Include(load, job.Freeze);
            },
            batch => JobWork.Accept(batch, job),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(JobId job, long token, TimeSpan duration, CancellationToken cancellationToken = default) => _writers.WriteAsync(
        job.GetHashCode(),
        load => load.Jobs.IncludeWithPlace(job),
        batch =>
        {
            if (batch.Jobs.Find(job)?.Renew(token, batch.Now, duration) is not { } renewed)
            {
                return false;
            }

            batch.Jobs.Save(renewed);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        Validate(commit.Operation);
        return _writers.WriteAsync(
            commit.Job.Account.GetHashCode(),
            load =>
            {
                Include(load, commit.Job.Id, commit);
                Include(load, commit.Operation);
            },
            batch => JobWork.Commit(batch, commit),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordAnswer> RecordAsync(
        AttemptId attempt, AttemptFact fact, JobCommit? decision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return _writers.WriteAsync(
            attempt.Job.GetHashCode(),
            load =>
            {
                Include(load, attempt.Job, decision);
                if (fact is AttemptFact.Accepted { Task: var task })
                {
                    load.Jobs.Include(task);
                }
            },
            batch => JobWork.Record(batch, attempt, fact, decision),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<AttemptId?> FindAttemptAsync(string provider, string tokenHash, CancellationToken cancellationToken = default)
    {
        var found = await _database.ListAsync(
            _database.JobStatements.AttemptOf,
            row => JobRows.ReadAttempt(row, 0),
            cancellationToken,
            Trip.Value(provider),
            Trip.Value(tokenHash)).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public Task<ReceiptAnswer> ReceiveAsync(CallbackMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _writers.WriteAsync(
            message.Attempt.Job.GetHashCode(),
            load => load.Jobs.Include(message.Attempt),
            batch => JobWork.Receive(batch, message),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JobRecord?> RequestCancelAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        ChangeAsync(account, job, (stored, now) => stored.RequestCancel(now), cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> RequestEraseAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        ChangeAsync(account, job, (stored, now) => stored.RequestErase(now), cancellationToken);

    /// <inheritdoc/>
    public async Task<JobRecord?> FindAsync(AccountId account, JobId job, CancellationToken cancellationToken = default)
    {
        var found = await _database.ListAsync(
            _database.JobStatements.Job,
            row => JobRows.ReadDocument(row, 0),
            cancellationToken,
            Trip.Value(job.Value),
            Trip.Value(account.Value)).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<KeyedJob?> FindByKeyAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken = default)
    {
        var found = await _database.ListAsync(
            _database.JobStatements.JobsByKey,
            row => JobRows.ReadKeyed(row, 1),
            cancellationToken,
            Trip.Value<string[]>([account.Value]),
            Trip.Value<string[]>([key.Value])).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobRecord>> ListAsync(
        AccountId account, JobId? before, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _database.ListAsync(
            _database.JobStatements.JobsOf,
            row => JobRows.ReadDocument(row, 0),
            cancellationToken,
            Trip.Value(account.Value),
            Trip.Value(before?.Value ?? AfterAll),
            Trip.Value((long)limit)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task ListenAsync(Action heard, CancellationToken cancellationToken = default) => _notices.ListenAsync(heard, cancellationToken);

    /// <summary>Writes what is queued, then closes the writers' connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writers.DisposeAsync().ConfigureAwait(false);
        await _notices.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// The same for a container that is disposed of synchronously. Waits for the writers' own
    /// threads, for nobody else's.
    /// </summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private Task<JobRecord?> ChangeAsync(
        AccountId account, JobId job, Func<StoredJob, DateTimeOffset, StoredJob> change, CancellationToken cancellationToken) => _writers.WriteAsync(
        account.GetHashCode(),
        load => load.Jobs.Include(job),
        batch =>
        {
            if (batch.Jobs.Find(job) is not { } stored || stored.Job.Account != account)
            {
                return null;
            }

            var next = change(stored, batch.Now);
            batch.Jobs.Save(next);
            return next.Job;
        },
        cancellationToken);

    private static void Include(BatchLoad load, JobId job, JobCommit? decision)
    {
        // A decision that gives a place up, or never had one, may be overtaken: then there is one more than it knows.
        if (decision is not null && (decision.Job.BeginsTask || decision.Job.HasTaskAt is not null))
        {
            load.Jobs.IncludeWithPlace(job);
        }
        else
        {
            load.Jobs.Include(job);
        }
    }

    private static void Include(BatchLoad load, CreditOperation? operation)
    {
        if (operation is not null)
        {
            load.Accounts.Include(operation);
        }
    }

    private static void Validate(CreditOperation? operation)
    {
        if (operation is not null)
        {
            Dressora.Ledger.OperationRules.Validate(operation);
        }
    }
}
