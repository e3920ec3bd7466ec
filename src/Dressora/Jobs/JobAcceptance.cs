using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// Accepts jobs: with the store's own ledger in one transaction, with the host's by writing first
/// and freezing then.
/// </summary>
internal sealed class JobAcceptance(IJobStore store, ICreditLedger ledger, DressoraOptions options, TimeProvider time, Entropy entropy)
{
    private static readonly TimeSpan StoringWindowMax = TimeSpan.FromHours(6);
    private static readonly TimeSpan HoldMargin = TimeSpan.FromHours(24);

    private readonly bool _isForeign = !ReferenceEquals(store.Ledger, ledger);

    public async Task<SubmitResult> AcceptAsync(
        AccountId account, GenerationRequest request, RequestPlan plan, Credits price, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var job = NewRecord(account, request, plan, price) with { HasKey = key is not null };
        var accepted = new NewJob
        {
            Job = job,
            EndAfter = options.EndAfter,
            Key = key,
            Fingerprint = RequestFingerprint.Of(request),
            Freeze = _isForeign ? null : FreezeFor(job) with { RememberDenial = false }, // Its id dies with the refusal.
            ActiveJobsMax = options.ActiveJobsPerAccount,
            LeaseFor = _isForeign ? options.Lease : null,
        };
        return await store.AcceptAsync(accepted, cancellationToken).ConfigureAwait(false) switch
        {
            AcceptAnswer.Accepted { Lease: { } lease } => await FreezeAsync(lease).ConfigureAwait(false),
            AcceptAnswer.Accepted written => new SubmitResult.Accepted(written.Job.ToJob()),
            AcceptAnswer.Replayed replayed => new SubmitResult.Replayed(replayed.Job.ToJob()),
            AcceptAnswer.InsufficientCredits insufficient =>
                new SubmitResult.InsufficientCredits(insufficient.Needed, insufficient.Available),
            AcceptAnswer.TooManyActive => new SubmitResult.TooManyActive(options.ActiveJobsPerAccount),
            _ => new SubmitResult.KeyConflict(),
        };
    }

    /// <summary>
    /// Finds the job of a request that came before, although it could not be accepted any more:
    /// its upload may have expired since.
    /// </summary>
    public async Task<SubmitResult?> FindReplayAsync(
        AccountId account, GenerationRequest request, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return null;
        }

        var found = await store.FindByKeyAsync(account, key.Value, cancellationToken).ConfigureAwait(false);
        return found is null ? null
            : found.Fingerprint == RequestFingerprint.Of(request) ? new SubmitResult.Replayed(found.Job.ToJob())
            : new SubmitResult.KeyConflict();
    }

    private JobRecord NewRecord(AccountId account, GenerationRequest request, RequestPlan plan, Credits price) => new()
    {
        Id = entropy.NewJob(time.GetUtcNow()),
        Account = account,
        Prompt = request.Prompt,
        Inputs = plan.Inputs,
        Count = request.Count,
        AspectRatio = request.AspectRatio,
        Candidates = plan.Candidates,
        PricePerOutput = price,
        Frozen = price * request.Count,
        HoldLifetime = options.EndAfter + StoringWindowMax + HoldMargin,
        ForeignLedger = _isForeign,
        Hold = _isForeign ? HoldState.Pending : HoldState.Frozen,
        Awaits = plan.Candidates[0].Provider,
        AwaitsCreate = plan.Inputs.All(input => input.Image is not null), // Fetching comes first, and needs no place.
    };

    private async Task<SubmitResult> FreezeAsync(JobLease lease)
    {
        // From here on the row exists: whatever happens to this process, the step runner finishes what is left open.
        var leased = new LeasedJob(store, lease, options.Lease, time);
        var answer = await ledger.FreezeAsync(FreezeFor(lease.Job), CancellationToken.None).ConfigureAwait(false);
        if (answer is FreezeResult.Insufficient insufficient)
        {
            return await leased.ForgetAsync().ConfigureAwait(false) is CommitAnswer.Stale
                && await store.FindAsync(lease.Job.Account, lease.Job.Id, CancellationToken.None).ConfigureAwait(false) is { } kept
                    ? new SubmitResult.Accepted(kept.ToJob())
                    : new SubmitResult.InsufficientCredits(insufficient.Needed, insufficient.Available);
        }

        if (answer.IsRefused)
        {
            await leased.ForgetAsync().ConfigureAwait(false);
            throw new InvalidOperationException($"The ledger has another hold under the id of the new {lease.Job.Id}.");
        }

        leased.Decide(leased.Job with { Hold = HoldState.Frozen });
        if (await leased.ParkAsync(leased.Now).ConfigureAwait(false) is not CommitAnswer.Stale)
        {
            return new SubmitResult.Accepted(leased.Job.ToJob());
        }

        // The ledger took longer than the lease: a step runner has decided about the job, and has kept or removed it.
        var decided = await store.FindAsync(lease.Job.Account, lease.Job.Id, CancellationToken.None).ConfigureAwait(false);
        return decided is not null
            ? new SubmitResult.Accepted(decided.ToJob())
            : throw new TimeoutException($"The ledger took too long to freeze the credits of {lease.Job.Id}. They were given back; the request may be sent again.");
    }

    internal static FreezeCredits FreezeFor(JobRecord job) => new()
    {
        Account = job.Account,
        Hold = HoldId.For(job.Id),
        Amount = job.Frozen,
        Lifetime = job.HoldLifetime,
    };
}
