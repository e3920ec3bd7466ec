namespace Dressora;

/// <summary>
/// Submits jobs and follows them: what an application, with or without HTTP, works with.
/// </summary>
/// <remarks>Thread-safe. An account sees its own jobs only; another's is not found.</remarks>
public interface IGenerationJobs
{
    /// <summary>Prices a request without submitting it. Nothing is written.</summary>
    Task<QuoteResult> QuoteAsync(AccountId account, GenerationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Accepts a job: checks it, prices it, writes it and freezes its credits, all or nothing, then returns at once.</summary>
    /// <param name="account">Whose job it is, and whose credits pay for it.</param>
    /// <param name="request">What to generate.</param>
    /// <param name="key">The client's key for this submission; <see langword="null"/> to get a job for every call.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    Task<SubmitResult> SubmitAsync(
        AccountId account, GenerationRequest request, IdempotencyKey? key = null, CancellationToken cancellationToken = default);

    /// <summary>Finds a job; <see langword="null"/> for an unknown or foreign one.</summary>
    Task<GenerationJob?> FindAsync(AccountId account, JobId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Yields the job as it is and then whenever it has changed, ending with its terminal state.
    /// </summary>
    /// <returns>
    /// Nothing at all for an unknown or foreign job. Never longer than the job lives, which its
    /// deadlines bound.
    /// </returns>
    IAsyncEnumerable<GenerationJob> WatchAsync(AccountId account, JobId id, CancellationToken cancellationToken = default);

    /// <summary>Reads an account's jobs, newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="before">The job to continue below; <see langword="null"/> for the newest.</param>
    /// <param name="limit">How many at the most; from 1 to 100.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<JobPage> ListAsync(AccountId account, JobId? before = null, int limit = 20, CancellationToken cancellationToken = default);

    /// <summary>Asks for a job to be canceled. Idempotent.</summary>
    /// <returns>
    /// The job with the wish noted, or as it ended; <see langword="null"/> for an unknown or
    /// foreign one. Before the provider was asked a cancel is final and free. Afterwards it is
    /// passed on, and a job that the provider still completes is delivered and charged.
    /// </returns>
    Task<GenerationJob?> CancelAsync(AccountId account, JobId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases what a job holds of its user: prompt, images, callback bodies. Ids and amounts
    /// stay. Cancels it first. Idempotent.
    /// </summary>
    /// <returns>Whether the account has such a job.</returns>
    Task<bool> EraseAsync(AccountId account, JobId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases every job of an account, as <see cref="EraseAsync"/> erases one: for a user who leaves. Accounts, amounts and ids stay in the
    /// books; uploads expire by themselves.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Stops between two jobs; call again for the rest.</param>
    /// <returns>How many jobs the account had, erased before or now.</returns>
    Task<int> EraseAllAsync(AccountId account, CancellationToken cancellationToken = default);
}
