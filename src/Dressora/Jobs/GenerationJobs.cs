using System.Runtime.CompilerServices;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <inheritdoc/>
internal sealed class GenerationJobs(
    IJobStore store, RequestPlanner planner, PriceList prices, JobAcceptance acceptance, WorkSignal signal, TimeProvider time)
    : IGenerationJobs
{
    private const int PageMax = 100;

    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<QuoteResult> QuoteAsync(
        AccountId account, GenerationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var plan = await planner.PlanAsync(account, request, cancellationToken).ConfigureAwait(false);
        if (plan.Problems.Count > 0)
        {
            return new QuoteResult.Invalid(plan.Problems);
        }

        var first = plan.Candidates[0];
        var price = await prices.QuoteAsync(
            new PriceRequest(account, request, first.Provider, first.Model), cancellationToken).ConfigureAwait(false);
        return new QuoteResult.Quoted(price, price * request.Count, first.Provider, first.Model);
    }

    /// <inheritdoc/>
    public async Task<SubmitResult> SubmitAsync(
        AccountId account, GenerationRequest request, IdempotencyKey? key = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(account.Value, nameof(account));
        var plan = await planner.PlanAsync(account, request, cancellationToken).ConfigureAwait(false);
        if (plan.Problems.Count > 0)
        {
            return await acceptance.FindReplayAsync(account, request, key, cancellationToken).ConfigureAwait(false)
                ?? new SubmitResult.Invalid(plan.Problems);
        }

        var first = plan.Candidates[0];
        var price = await prices.QuoteAsync(
            new PriceRequest(account, request, first.Provider, first.Model), cancellationToken).ConfigureAwait(false);
        var result = await acceptance.AcceptAsync(account, request, plan, price, key, cancellationToken).ConfigureAwait(false);
        signal.Raise();
        return result;
    }

    /// <inheritdoc/>
    public async Task<GenerationJob?> FindAsync(AccountId account, JobId id, CancellationToken cancellationToken = default) =>
        (await store.FindAsync(account, id, cancellationToken).ConfigureAwait(false))?.ToJob();

    /// <inheritdoc/>
    public async IAsyncEnumerable<GenerationJob> WatchAsync(
        AccountId account, JobId id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var version = 0L;
        while (await FindAsync(account, id, cancellationToken).ConfigureAwait(false) is { } job)
        {
            if (job.Version != version)
            {
                version = job.Version;
                yield return job;
            }

            if (job.Status.IsTerminal())
            {
                yield break;
            }

            await Task.Delay(WatchEvery, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<JobPage> ListAsync(
        AccountId account, JobId? before = null, int limit = 20, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, PageMax);
        var jobs = await store.ListAsync(account, before, limit + 1, cancellationToken).ConfigureAwait(false);
        var page = jobs.Take(limit).Select(job => job.ToJob()).ToList();
        return new JobPage(page, jobs.Count > limit ? page[^1].Id : null);
    }

    /// <inheritdoc/>
    public async Task<GenerationJob?> CancelAsync(AccountId account, JobId id, CancellationToken cancellationToken = default)
    {
        var job = await store.RequestCancelAsync(account, id, cancellationToken).ConfigureAwait(false);
        signal.Raise();
        return job?.ToJob();
    }

    /// <inheritdoc/>
    public async Task<bool> EraseAsync(AccountId account, JobId id, CancellationToken cancellationToken = default)
    {
        var job = await store.RequestEraseAsync(account, id, cancellationToken).ConfigureAwait(false);
        signal.Raise();
        return job is not null;
    }

    /// <inheritdoc/>
    public async Task<int> EraseAllAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var count = 0;
        JobId? before = null;
        do
        {
            var jobs = await store.ListAsync(account, before, PageMax, cancellationToken).ConfigureAwait(false);
            foreach (var job in jobs)
            {
                await store.RequestEraseAsync(account, job.Id, cancellationToken).ConfigureAwait(false);
            }

            count += jobs.Count;
            before = jobs.Count == PageMax ? jobs[^1].Id : null;
        }
        while (before is not null);
        signal.Raise();
        return count;
    }
}
