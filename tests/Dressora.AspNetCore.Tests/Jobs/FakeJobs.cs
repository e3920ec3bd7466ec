using System.Collections.Concurrent;

namespace Dressora.AspNetCore.Tests;

/// <summary>Jobs as a test set them: answers what it is told to, and remembers what it was asked.</summary>
internal sealed class FakeJobs : IGenerationJobs
{
    private readonly ConcurrentDictionary<JobId, GenerationJob> _jobs = new();

    public Func<SubmitResult>? Submission { get; set; }

    public QuoteResult Quote { get; set; } = new QuoteResult.Quoted(new Credits(2), new Credits(4), "evolink", "wan-2");

    public List<(AccountId Account, GenerationRequest Request, IdempotencyKey? Key, bool Cancelable)> Submitted { get; } = [];

    public List<JobId> Erased { get; } = [];

    public JobId? NextPage { get; set; }

    public (JobId? Before, int Limit)? Listed { get; private set; }

    public GenerationJob Add(GenerationJob job) => _jobs[job.Id] = job;

    public Task<QuoteResult> QuoteAsync(AccountId account, GenerationRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(Quote);

    public Task<SubmitResult> SubmitAsync(
        AccountId account, GenerationRequest request, IdempotencyKey? key = null, CancellationToken cancellationToken = default)
    {
        Submitted.Add((account, request, key, cancellationToken.CanBeCanceled));
        return Task.FromResult(Submission?.Invoke() ?? new SubmitResult.Accepted(Add(Some.Job(account))));
    }

    public Task<GenerationJob?> FindAsync(AccountId account, JobId id, CancellationToken cancellationToken = default) =>
        Task.FromResult(_jobs.TryGetValue(id, out var job) && job.Account == account ? job : null);

    public IAsyncEnumerable<GenerationJob> WatchAsync(AccountId account, JobId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<JobPage> ListAsync(
        AccountId account, JobId? before = null, int limit = 20, CancellationToken cancellationToken = default)
    {
        Listed = (before, limit);
        return Task.FromResult(new JobPage([.. _jobs.Values.Where(job => job.Account == account)], NextPage));
    }

    public async Task<GenerationJob?> CancelAsync(AccountId account, JobId id, CancellationToken cancellationToken = default) =>
        await FindAsync(account, id, cancellationToken) is { } job ? Add(job with { CancelRequested = true }) : null;

    public async Task<bool> EraseAsync(AccountId account, JobId id, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(account, id, cancellationToken) is null)
        {
            return false;
        }

        Erased.Add(id);
        return true;
    }

    public Task<int> EraseAllAsync(AccountId account, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
