using System.Diagnostics;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>What an event changes.</summary>
internal static partial class JobMachine
{
    private const double RunningFrom = 0.05;

    /// <summary>
    /// Applies what came of a step. Facts are not applied here: the store merges them.
    /// </summary>
    public static JobRecord Apply(JobRecord job, JobEvent happened, MachineContext context) => happened switch
    {
        JobEvent.StepFailed => job with { Failures = job.Failures + 1 },
        JobEvent.Frozen => job with { Hold = HoldState.Frozen, Failures = 0 },
        JobEvent.InputFetched fetched => job with
        {
            Inputs = Replace(job.Inputs, fetched.Input, input => input with { Image = fetched.Image }),
            Failures = 0,
        },
        JobEvent.InputRefused => job with { Error = JobEnd.InputUnavailable.Error },
        JobEvent.VerdictReached reached => job with { Verdict = reached.Verdict },
        JobEvent.Finished finished => Finish(job, finished.Verdict, context),
        JobEvent.CreditsLapsed => job with { Hold = HoldState.Lapsed, Verdict = null },
        JobEvent.InputsRemoved => job with { InputsRemoved = true, Failures = 0 },
        JobEvent.ResultsRemoved => job with { ResultsRemovedAt = context.Now, Failures = 0 },
        JobEvent.Erased => Erase(job, context),
        JobEvent.Discarded discarded => ApplyDiscarded(job, discarded),
        JobEvent.OutputStored stored => ApplyStored(job, stored),
        JobEvent.OutputRefreshed refreshed => WithOutput(job, refreshed.Output, output => output with { Refreshed = true }),
        JobEvent.OutputDropped dropped => WithOutput(job, dropped.Output, output => Dropped(output, true)),
        JobEvent.OutputWithheld withheld =>
            WithOutput(job, withheld.Output, output => output with { Status = OutputStatus.Refused }) with { Failures = 0 },
        JobEvent.OutputRemoved removed => WithOutput(job, removed.Output, output => Dropped(output, true)),
        _ => job.With(ApplyToAttempt(job, job.Attempt!, happened, context)) with
        {
            Status = happened is JobEvent.SubmissionBegun && job.Status == JobStatus.Queued ? JobStatus.Running : job.Status,
            Progress = Math.Max(job.Progress, RunningProgress(job, happened)),
            Failures = 0,
        },
    };

    /// <summary>
    /// Tells whether a provider's answer that it does not know the task is to be believed.
    /// </summary>
    public static bool IsLost(AttemptRecord attempt, MachineContext context) =>
        attempt.NotFoundSince is { } since && context.Now - since >= context.Limits.LostAfter;

    /// <summary>
    /// Tells whether a task that a callback spoke of can be this attempt's: created while its
    /// create was under way, for its model.
    /// </summary>
    public static bool IsOurs(AttemptRecord attempt, ProviderTask task, TimeSpan createTimeout)
    {
        // Clocks differ, and providers cut their times to whole seconds.
        var skew = TimeSpan.FromSeconds(30);
        return attempt.SubmittedAt is { } from
            && task.CreatedAt >= from - skew
            && task.CreatedAt <= from + createTimeout + skew
            && (task.Model is null || string.Equals(task.Model, attempt.Candidate.Model, StringComparison.Ordinal));
    }

    private static AttemptRecord ApplyToAttempt(JobRecord job, AttemptRecord attempt, JobEvent happened, MachineContext context) => happened switch
    {
        JobEvent.StagedNamed named => attempt with { Staged = [.. attempt.Staged, new StagedRecord { Input = named.Input, Name = named.Name }] },
        JobEvent.Staged staged => attempt with
        {
            Staged = [.. attempt.Staged.Select(copy => copy.Input == staged.Input ? copy with { Copy = staged.Copy } : copy)],
        },
        JobEvent.GivenUp given => attempt with { GivenUp = given.Error },
        JobEvent.SubmissionBegun begun => attempt with
        {
            Submission = attempt.Submission + 1,
            SubmittedAt = context.Now,
            TokenHash = begun.TokenHash,
            NotBefore = null,
        },
        JobEvent.Throttled throttled => attempt with
        {
            NotBefore = context.Now + Schedule.BackOff(job, attempt.Submission, throttled.RetryAfter),
        },
        JobEvent.Dismissed dismissed => attempt with { Dismissed = [.. attempt.Dismissed, dismissed.Candidate] },
        JobEvent.ProbeFailed failed => attempt with { NextCheckAt = context.Now + Schedule.BackOff(job, 2, failed.RetryAfter) },
        JobEvent.NotFoundYet missing => attempt with
        {
            Checks = attempt.Checks + 1,
            NextCheckAt = context.Now + Longer(Schedule.NextCheck(job, attempt), missing.RetryAfter),
        },
        JobEvent.CancelPassedOn => attempt with { CancelSent = true },
        JobEvent.Checked check => AfterCheck(job, attempt, check.MessagesSeen, context) with { NotFoundSince = null },
        JobEvent.NotFound missing => AfterCheck(job, attempt, missing.MessagesSeen, context) with
        {
            NotFoundSince = attempt.NotFoundSince ?? context.Now,
            NextCheckAt = context.Now + Schedule.QuickLook(2),
        },
        JobEvent.CheckFailed failed => AfterFailedCheck(AfterCheck(job, attempt, failed.MessagesSeen, context), failed, context),
        _ => throw new UnreachableException($"No attempt meets {happened.GetType().Name}."),
    };

    private static AttemptRecord AfterCheck(JobRecord job, AttemptRecord attempt, int messagesSeen, MachineContext context)
    {
        var woken = messagesSeen > attempt.MessagesSeen;
        var looks = woken ? Schedule.QuickLooks : attempt.QuickLooks;
        var pause = looks > 0 ? Schedule.QuickLook(looks) : Schedule.NextCheck(job, attempt with { Checks = attempt.Checks + 1 });
        return attempt with
        {
            MessagesSeen = messagesSeen,
            QuickLooks = Math.Max(0, looks - 1),
            Checks = looks > 0 ? attempt.Checks : attempt.Checks + 1,
            NextCheckAt = context.Now + pause,
            LastRead = context.Now >= job.EndBy,
        };
    }

    private static TimeSpan Longer(TimeSpan pause, TimeSpan? asked) => asked > pause ? asked.Value : pause;

    private static AttemptRecord AfterFailedCheck(AttemptRecord attempt, JobEvent.CheckFailed failed, MachineContext context) =>
        context.Now + failed.RetryAfter > attempt.NextCheckAt
            ? attempt with { NextCheckAt = context.Now + failed.RetryAfter }
            : attempt;

    private static double RunningProgress(JobRecord job, JobEvent happened) => happened is JobEvent.SubmissionBegun or JobEvent.Checked
        ? RunningFrom + ((StoringFrom - RunningFrom) * Math.Clamp(job.Attempt!.Facts.Seen?.Progress ?? 0, 0, 1))
        : 0;

    private static JobRecord ApplyStored(JobRecord job, JobEvent.OutputStored stored)
    {
        job = WithOutput(job, stored.Output, output => output with { Status = OutputStatus.Stored, Image = stored.Image });
        var share = job.Outputs.Count(output => output.Status == OutputStatus.Stored) / (double)(job.Outputs.Count + 1);
        return job with { Progress = Math.Max(job.Progress, StoringFrom + ((1 - StoringFrom) * share)), Failures = 0 };
    }

    private static JobRecord ApplyDiscarded(JobRecord job, JobEvent.Discarded discarded)
    {
        var attempt = job.Attempts[discarded.Attempt - 1];
        var staged = attempt.Staged.Select(copy => copy.Name == discarded.Name ? copy with { Discarded = true, Swept = copy.Discarded } : copy);
        return job.With(attempt with { Staged = [.. staged] }) with { Failures = 0 };
    }

    private static JobRecord Finish(JobRecord job, JobVerdict verdict, MachineContext context) => job with
    {
        Status = verdict.Status,
        Error = verdict.Error,
        Charged = verdict.Charge,
        Hold = job.Hold == HoldState.Lapsed ? HoldState.Lapsed
            : verdict.Status == JobStatus.Succeeded ? HoldState.Settled : HoldState.Released,
        Progress = verdict.Status == JobStatus.Succeeded ? 1 : job.Progress,
        FinishedAt = context.Now,
        Failures = 0,
    };

    private static JobRecord Erase(JobRecord job, MachineContext context) => job with
    {
        Prompt = null,
        Inputs = [.. job.Inputs.Select(input => input with { Url = null, Image = null })],
        Outputs = [.. job.Outputs.Select(output => Dropped(output, true))],
        Attempts = [.. job.Attempts.Select(attempt => attempt with { Staged = [.. attempt.Staged.Select(copy => copy with { Copy = null })] })],
        InputsRemoved = false, // Once more later: a node that stood still may put an image back that it was fetching.
        ErasedAt = context.Now,
        Failures = 0,
    };

    private static JobRecord WithOutput(JobRecord job, int index, Func<OutputRecord, OutputRecord> change) =>
        job with { Outputs = Replace(job.Outputs, index, change) };

    private static T[] Replace<T>(IReadOnlyList<T> list, int index, Func<T, T> change)
    {
        var copy = list.ToArray();
        copy[index] = change(copy[index]);
        return copy;
    }
}
