using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Simulations;

/// <summary>Shows the newest reading of a task whatever was known before.</summary>
internal sealed class RegressingFactsStore(TimeProvider time) : DoubleStore(time)
{
    private readonly Dictionary<AttemptId, ProviderTask> _last = [];

    public override async Task<RecordAnswer> RecordAsync(
        AttemptId attempt, AttemptFact fact, JobCommit? decision = null, CancellationToken cancellationToken = default)
    {
        var answer = await base.RecordAsync(attempt, fact, decision, cancellationToken);
        if (fact is AttemptFact.Observed observed)
        {
            _last[attempt] = observed.Task;
        }

        return answer is RecordAnswer.Recorded recorded
            ? new RecordAnswer.Recorded(recorded.Lease with { Job = Regress(recorded.Lease.Job) })
            : answer;
    }

    public override async Task<JobRecord?> FindAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        await base.FindAsync(account, job, cancellationToken) is { } found ? Regress(found) : null;

    private JobRecord Regress(JobRecord job) => job with
    {
        Attempts =
        [
            .. job.Attempts.Select(attempt => _last.TryGetValue(new AttemptId(job.Id, attempt.Ordinal), out var last)
                ? attempt with { Facts = attempt.Facts with { Seen = last } }
                : attempt),
        ],
    };
}
