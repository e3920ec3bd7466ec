using Dressora.Stores;
using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

/// <summary>
/// The steps that end a job and its hold, in one transaction with the store's own ledger, or in
/// order with the host's.
/// </summary>
internal sealed partial class CreditSteps(ICreditLedger ledger, ILogger<CreditSteps> logger)
{
    /// <summary>
    /// Clears up an acceptance whose process did not live to hear the foreign ledger's answer.
    /// </summary>
    public async Task FreezeAsync(LeasedJob leased, CancellationToken cancellationToken)
    {
        // Asked for again before it is given back: the first call may still be on its way, and then finds that its hold has ended.
        var answer = await ledger.FreezeAsync(JobAcceptance.FreezeFor(leased.Job), cancellationToken).ConfigureAwait(false);
        if (!answer.IsRefused && leased.Job.HasKey)
        {
            leased.Decide(leased.Job with { Hold = HoldState.Frozen });
            await leased.SaveAsync().ConfigureAwait(false);
            return;
        }

        if (!answer.IsRefused)
        {
            // The client never learned this job's id and has no key to ask for it.
            await ledger.ReleaseAsync(Release(leased.Job, ReleaseReason.Failed), cancellationToken).ConfigureAwait(false);
        }

        await leased.ForgetAsync().ConfigureAwait(false);
    }

    public async Task FinishAsync(LeasedJob leased, JobVerdict verdict, MachineContext context, CancellationToken cancellationToken)
    {
        var answer = leased.Job.ForeignLedger
            ? await FinishOnForeignLedgerAsync(leased, verdict, context, cancellationToken).ConfigureAwait(false)
            : await FinishTogetherAsync(leased, verdict, context).ConfigureAwait(false);
        if (answer is CommitAnswer.Committed)
        {
            Log.Finished(logger, leased.Job.Id, leased.Job.Status, leased.Job.Error?.Code, leased.Job.Charged.Value);
        }
    }

    private async Task<CommitAnswer> FinishTogetherAsync(LeasedJob leased, JobVerdict verdict, MachineContext context)
    {
        var operation = leased.Job.Hold == HoldState.Lapsed ? null : OperationFor(leased.Job, verdict);
        var decided = leased.Job;
        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.Finished(verdict), context));
        var answer = await SaveFinishedAsync(leased, context, onlyIfUnchanged: true, operation).ConfigureAwait(false);
        if (answer is CommitAnswer.Outdated or CommitAnswer.Refused)
        {
            leased.TakeBack(decided); // What was stored with the same decision is stored all the same.
        }

        if (answer is CommitAnswer.Refused refused)
        {
            Log.Lapsed(logger, leased.Job.Id, refused.Result.GetType().Name);
            leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.CreditsLapsed(), context));
        }

        return answer;
    }

    // Where nothing is left to do but to wait, the lease is given back in the same commit.
    private static Task<CommitAnswer> SaveFinishedAsync(
        LeasedJob leased, MachineContext context, bool onlyIfUnchanged, CreditOperation? operation)
    {
        var next = JobMachine.Decide(leased.Job, context);
        if (next.Next is not JobStep.Wait wait)
        {
            return leased.SaveAsync(onlyIfUnchanged, operation);
        }

        leased.Decide(next.Job);
        return leased.ParkAsync(wait.Until, onlyIfUnchanged, operation);
    }

    /// <summary>
    /// The verdict is committed before the ledger is called, and the call is repeated with that
    /// same payload until it is answered.
    /// </summary>
    private async Task<CommitAnswer> FinishOnForeignLedgerAsync(
        LeasedJob leased, JobVerdict verdict, MachineContext context, CancellationToken cancellationToken)
    {
        if (leased.Job.Verdict is null)
        {
            var decided = leased.Job;
            leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.VerdictReached(verdict), context));
            var committed = await leased.SaveAsync(onlyIfUnchanged: true).ConfigureAwait(false);
            if (committed is not CommitAnswer.Committed)
            {
                leased.TakeBack(decided);
                return committed;
            }
        }

        if (!await CallAsync(leased.Job, verdict, cancellationToken).ConfigureAwait(false))
        {
            Log.Lapsed(logger, leased.Job.Id, "ForeignLedger");
            verdict = JobEnd.CreditsLapsed;
            leased.Decide(leased.Job with { Hold = HoldState.Lapsed });
        }

        leased.Decide(JobMachine.Apply(leased.Job, new JobEvent.Finished(verdict), context));
        return await SaveFinishedAsync(leased, context, onlyIfUnchanged: false, null).ConfigureAwait(false);
    }

    private async Task<bool> CallAsync(JobRecord job, JobVerdict verdict, CancellationToken cancellationToken) =>
        OperationFor(job, verdict) switch
        {
            SettleCredits settle => !(await ledger.SettleAsync(settle, cancellationToken).ConfigureAwait(false)).IsRefused,
            ReleaseCredits release => await ledger.ReleaseAsync(release, cancellationToken).ConfigureAwait(false) is not null,
            _ => true,
        };

    private static CreditOperation OperationFor(JobRecord job, JobVerdict verdict) => verdict.Status == JobStatus.Succeeded
        ? new SettleCredits { Account = job.Account, Hold = HoldId.For(job.Id), Amount = verdict.Charge, Reacquire = true }
        : Release(job, verdict.Reason);

    private static ReleaseCredits Release(JobRecord job, ReleaseReason reason) =>
        new() { Account = job.Account, Hold = HoldId.For(job.Id), Reason = reason };
}
