using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// What is left to do once a job has ended. Nothing here moves the job or its credits.
/// </summary>
internal static partial class JobMachine
{
    private static Decision Clean(JobRecord job, MachineContext context)
    {
        if (Find(job, copy => !copy.Discarded && !IsGoneByItself(copy, job, context)) is { } discard)
        {
            return discard;
        }

        if (job.Status != JobStatus.Succeeded
            && job.Outputs.FirstOrDefault(output => output.Status == OutputStatus.Stored) is { } undelivered)
        {
            return new Decision(job, new JobStep.RemoveOutput(undelivered.Index));
        }

        if (job.EraseRequestedAt is not null && job.ErasedAt is null)
        {
            return new Decision(job, new JobStep.Erase());
        }

        if (LateFact(job, context) is { } look)
        {
            return new Decision(job, look);
        }

        return CleanByAge(job, context);
    }

    private static Decision? Find(JobRecord job, Func<StagedRecord, bool> isLeft)
    {
        foreach (var attempt in job.Attempts)
        {
            if (attempt.Staged.FirstOrDefault(isLeft) is { } copy)
            {
                return new Decision(job, new JobStep.Discard(attempt.Ordinal, copy));
            }
        }

        return null;
    }

    private static Decision CleanByAge(JobRecord job, MachineContext context)
    {
        var inputs = job.InputsRemoved || !LeavesSomething(job) ? null : (job.ErasedAt ?? job.FinishedAt) + context.Limits.InputRetention;
        if (inputs <= context.Now)
        {
            return Find(job, copy => !copy.Swept && !IsGoneByItself(copy, job, context)) ?? new Decision(job, new JobStep.RemoveInputs());
        }

        var results = job.ResultsRemovedAt is not null || !job.Outputs.Any(IsInStorage) ? null : job.FinishedAt + context.Limits.ResultRetention;
        return results <= context.Now
            ? new Decision(job, new JobStep.RemoveResults())
            : WaitUntil(job, inputs is { } one && results is { } other ? Earlier(one, other) : inputs ?? results);
    }

    // A callback that comes after the end is looked at once, for the record and the meters, while the provider still has the task.
    private static JobStep.Check? LateFact(JobRecord job, MachineContext context)
    {
        if (job.Attempt is not { } attempt
            || attempt.Facts.Messages <= attempt.MessagesSeen
            || attempt.Facts.Seen?.Status.IsTerminal() == true
            || context.Describe(attempt.Candidate.Provider) is not { } provider
            || job.FinishedAt + provider.ResultRetention <= context.Now)
        {
            return null;
        }

        return attempt.Facts.Task is null ? null : new JobStep.Check();
    }

    // A provider that cannot be reached for days has dropped the copy by then, or nobody is left to ask.
    private static bool IsGoneByItself(StagedRecord copy, JobRecord job, MachineContext context) =>
        (copy.Copy?.ExpiresAt ?? job.FinishedAt + MachineLimits.DiscardTriedFor) <= context.Now;

    private static bool IsInStorage(OutputRecord output) => output.Status is OutputStatus.Stored or OutputStatus.Refused;

    // A node that died while it stored the outputs of a synchronous create has left some of them, and nobody knows which. One that stood
    // still may put an image back after its job has ended or was erased: an input here, or a copy of it at the provider.
    private static bool LeavesSomething(JobRecord job) =>
        job.ErasedAt is not null
        || job.Inputs.Any(input => input.Upload is null)
        || job.Attempts.Any(attempt => attempt.Staged.Count > 0)
        || (job.Status != JobStatus.Succeeded && job.Attempts.Any(attempt => attempt.Submission > 0));
}
