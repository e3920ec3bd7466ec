using Dressora.Providers;

namespace Dressora.Stores;

/// <summary>
/// Keeps jobs, attempts, callbacks and uploads. The commit seam: every change here is one
/// transaction.
/// </summary>
/// <remarks>
/// Thread-safe, and safe from as many processes as the store allows. Decisions are fenced by the
/// lease's token, facts are not. What a change does to a job is not the store's to decide: it
/// loads a <see cref="StoredJob"/>, lets it decide, and saves what comes back. A token cancels
/// before the write; a write that has begun is completed.
/// </remarks>
public interface IJobStore
{
    /// <summary>
    /// Gets the ledger that commits together with jobs; <see langword="null"/> where the store
    /// has none.
    /// </summary>
    ICreditLedger? Ledger { get; }

    /// <summary>
    /// Writes a job, its key and its freeze, all or nothing. Its inputs' uploads are kept for as
    /// long as it may need them.
    /// </summary>
    Task<AcceptAnswer> AcceptAsync(NewJob job, CancellationToken cancellationToken = default);

    /// <summary>
    /// Leases due jobs, longest due first. Never a job that another lease still covers.
    /// </summary>
    Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default);

    /// <summary>Prolongs a lease from now on.</summary>
    /// <returns>Whether the token still holds the job.</returns>
    Task<bool> RenewAsync(JobId job, long token, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Writes a decision and, with it, at most one credit operation.</summary>
    /// <exception cref="InvalidOperationException">
    /// The decision moves the job along an arrow that does not exist: a defect of the caller.
    /// </exception>
    Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Merges a fact about an attempt, whoever holds the job and even after it has ended. Makes
    /// the job due.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="fact">The fact. Written in any case.</param>
    /// <param name="decision">
    /// What follows from the fact, without a credit operation: written with it if its lease holds the job and nothing else has arrived; else it
    /// is as if it had not been made. Its signals are those before the fact. <see langword="null"/> for none.
    /// </param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    /// <exception cref="ArgumentException">The decision has a credit operation, or is about another job.</exception>
    Task<RecordAnswer> RecordAsync(AttemptId attempt, AttemptFact fact, JobCommit? decision = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the attempt that a callback token belongs to, also that of an earlier create of the attempt.</summary>
    /// <param name="provider">The provider named in the URL.</param>
    /// <param name="tokenHash">The SHA-256 of the token, as lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<AttemptId?> FindAttemptAsync(string provider, string tokenHash, CancellationToken cancellationToken = default);

    /// <summary>Stores a callback and makes its job due, also when the job has ended.</summary>
    Task<ReceiptAnswer> ReceiveAsync(CallbackMessage message, CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes the user's wish to cancel and makes the job due. Nothing changes on an ended job.
    /// </summary>
    /// <returns>
    /// The job as it is now; <see langword="null"/> when the account has none of that id.
    /// </returns>
    Task<JobRecord?> RequestCancelAsync(AccountId account, JobId job, CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes the user's wish to erase the job, and with it to cancel it, and makes it due.
    /// </summary>
    /// <returns>
    /// The job as it is now; <see langword="null"/> when the account has none of that id.
    /// </returns>
    Task<JobRecord?> RequestEraseAsync(AccountId account, JobId job, CancellationToken cancellationToken = default);

    /// <summary>Finds a job of an account.</summary>
    Task<JobRecord?> FindAsync(AccountId account, JobId job, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the job that an account's idempotency key led to; <see langword="null"/> when it led
    /// to none.
    /// </summary>
    Task<KeyedJob?> FindByKeyAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken = default);

    /// <summary>Reads an account's jobs, newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="before">The job to continue below; <see langword="null"/> for the newest. It need not exist any more.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<IReadOnlyList<JobRecord>> ListAsync(
        AccountId account, JobId? before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Adds an upload unless the account already has <paramref name="liveMax"/> usable ones.</summary>
    /// <param name="upload">The upload; the store sets its times.</param>
    /// <param name="lifetime">How long new jobs may use it.</param>
    /// <param name="liveMax">The limit, this one included.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    /// <returns>The upload as stored; <see langword="null"/> at the limit.</returns>
    Task<UploadRecord?> AddUploadAsync(
        UploadRecord upload, TimeSpan lifetime, int liveMax, CancellationToken cancellationToken = default);

    /// <summary>Finds a usable upload of an account.</summary>
    Task<UploadRecord?> FindUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads uploads that need not be kept any longer, for their bytes to be removed.
    /// </summary>
    Task<IReadOnlyList<UploadRecord>> ListExpiredUploadsAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets an upload whose bytes are gone; one that is not there is a success.
    /// </summary>
    Task RemoveUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes the rows of old ended jobs, with their keys, and old callback messages.
    /// </summary>
    /// <returns>How many rows went.</returns>
    Task<int> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default);
}
