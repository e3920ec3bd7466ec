using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// The state machine: (job, event) to (job, what to do next). Pure; <see cref="JobStatus"/> and
/// <see cref="AttemptState"/> draw its two diagrams, and <c>docs/jobs.md</c> tells them.
/// </summary>
internal static partial class JobMachine
{
    /// <summary>
    /// Says what is to be done about a job now, given everything that is known about it.
    /// </summary>
    public static Decision Decide(JobRecord job, MachineContext context)
    {
        var decision = job switch
        {
            { Status: JobStatus.Succeeded or JobStatus.Failed or JobStatus.Canceled } => Clean(job, context),
            { Verdict: { } verdict } => new Decision(job, new JobStep.Finish(verdict)), // Committed: never computed again.
            { Hold: HoldState.Pending } => new Decision(job, new JobStep.Freeze()),
            { Hold: HoldState.Lapsed } => End(job, JobEnd.CreditsLapsed),
            { Status: JobStatus.Storing } => DecideStoring(job, context),
            { Attempt: null } => DecideBeforeAttempts(job, context),
            _ => DecideAttempt(job, job.Attempt, context),
        };

        var awaits = ProviderNeededBy(decision);
        return decision with { Job = decision.Job with { Awaits = awaits, AwaitsCreate = awaits is not null && LeadsToCreate(decision) } };
    }

    private static Decision DecideBeforeAttempts(JobRecord job, MachineContext context)
    {
        if (EndsUnsent(job, context) is { } end)
        {
            return End(job, end);
        }

        if (job.Error is not null)
        {
            return End(job, JobEnd.InputUnavailable);
        }

        for (var i = 0; i < job.Inputs.Count; i++)
        {
            if (job.Inputs[i].Image is null)
            {
                return new Decision(job, new JobStep.FetchInput(i));
            }
        }

        job = Plan(job);
        return DecideAttempt(job, job.Attempt!, context);
    }

    private static Decision DecideAttempt(JobRecord job, AttemptRecord attempt, MachineContext context) => attempt.State switch
    {
        AttemptState.Planned => DecidePlanned(job, attempt, context),
        // Whoever began this create has lost the lease before its outcome was written: nobody knows whether it was sent.
        AttemptState.Submitting or AttemptState.Unknown => DecideUnknown(job, attempt, context),
        AttemptState.Accepted => DecideAccepted(job, attempt, context),
        AttemptState.Succeeded => BeginStoring(job, attempt, context),
        _ => DecideEnded(job, attempt, context),
    };

    private static Decision DecidePlanned(JobRecord job, AttemptRecord attempt, MachineContext context)
    {
        if (EndsUnsent(job, context) is { } end)
        {
            return End(job, end);
        }

        if (attempt.Submission >= MachineLimits.SubmissionsMax && HasNextCandidate(job, context))
        {
            attempt = attempt with { GivenUp = new ProviderError(ProviderErrorKind.Throttled, "throttled_too_often") };
            return DecideEnded(job.With(attempt), attempt, context);
        }

        if (attempt.NotBefore > context.Now)
        {
            return WaitUntil(job, Earlier(attempt.NotBefore.Value, job.EndBy));
        }

        var state = context.StateOf(attempt.Candidate.Provider);
        if (state.CircuitOpenFor is { } open)
        {
            return DecideDown(job, attempt, open, context);
        }

        if (state.ThrottledFor > TimeSpan.Zero || (state.IsLimited && context.PlaceAt != attempt.Candidate.Provider))
        {
            return WaitUntil(job, Earlier(context.Now + state.ThrottledFor, job.EndBy)); // It is leased again when there is a place.
        }

        return NextToStage(job, attempt, context) is { } stage
            ? new Decision(job, stage)
            : new Decision(job, new JobStep.Submit());
    }

    // Nothing was sent, so another provider may be asked at once, if that one is up.
    private static Decision DecideDown(JobRecord job, AttemptRecord attempt, TimeSpan open, MachineContext context)
    {
        if (HasNextCandidate(job, context) && context.StateOf(job.Candidates[job.Attempts.Count].Provider).CircuitOpenFor is null)
        {
            attempt = attempt with { GivenUp = new ProviderError(ProviderErrorKind.Unavailable, CreateCircuit.OpenCode) };
            return DecideEnded(job.With(attempt), attempt, context);
        }

        return WaitUntil(job, Earlier(context.Now + open, job.EndBy));
    }

    private static JobStep? NextToStage(JobRecord job, AttemptRecord attempt, MachineContext context)
    {
        if (attempt.Candidate.Transport != InputTransport.Staged)
        {
            return null;
        }

        for (var i = 0; i < job.Inputs.Count; i++)
        {
            var copy = attempt.Staged.FirstOrDefault(staged => staged.Input == i);
            if (copy is null)
            {
                return new JobStep.NameStaged(i);
            }

            if (copy.Copy is null || copy.Copy.ExpiresAt <= context.Now)
            {
                return new JobStep.Stage(copy);
            }
        }

        return null;
    }

    private static Decision DecideUnknown(JobRecord job, AttemptRecord attempt, MachineContext context)
    {
        if (attempt.UnknownBy is null)
        {
            attempt = attempt with { UnknownBy = Earlier(context.Now + context.Limits.UnknownFor, Later(job.EndBy, context.Now)) };
            job = job.With(attempt);
        }

        var candidate = attempt.Facts.Candidates.Except(attempt.Dismissed).Select(task => (ProviderTaskId?)task).FirstOrDefault();
        var canAsk = candidate is not null || context.Describe(attempt.Candidate.Provider)?.FindsTasks == true;
        if (canAsk && !(attempt.NextCheckAt > context.Now))
        {
            return new Decision(job, candidate is null ? new JobStep.LookUp() : new JobStep.Probe(candidate.Value));
        }

        if (context.Now >= attempt.UnknownBy)
        {
            return End(job.With(attempt with { Abandoned = true }), JobEnd.OutcomeUnknown);
        }

        var next = canAsk ? Earlier(attempt.NextCheckAt!.Value, attempt.UnknownBy.Value) : attempt.UnknownBy.Value;
        return WaitUntil(job, next);
    }

    private static Decision DecideAccepted(JobRecord job, AttemptRecord attempt, MachineContext context)
    {
        var overdue = context.Now >= job.EndBy;
        if (attempt.Facts.Messages > attempt.MessagesSeen || (overdue && !attempt.LastRead))
        {
            return new Decision(job, new JobStep.Check());
        }

        if ((overdue || job.CancelRequestedAt is not null) && !attempt.CancelSent && CanCancel(attempt, context))
        {
            return new Decision(job, new JobStep.CancelTask());
        }

        if (overdue)
        {
            return End(job, JobEnd.TimedOut);
        }

        if (attempt.NextCheckAt is null)
        {
            var first = (attempt.Facts.AcceptedAt ?? context.Now) + Schedule.FirstCheck(attempt.Facts.Estimate);
            attempt = attempt with { NextCheckAt = first };
            job = job.With(attempt);
        }

        return context.Now >= attempt.NextCheckAt
            ? new Decision(job, new JobStep.Check())
            : WaitUntil(job, Earlier(attempt.NextCheckAt.Value, job.EndBy));
    }

    private static Decision DecideEnded(JobRecord job, AttemptRecord attempt, MachineContext context)
    {
        var error = attempt.GivenUp ?? attempt.Facts.Refusal ?? attempt.Facts.Seen?.Error;
        if (job.CancelRequestedAt is not null && attempt.State is (AttemptState.Canceled or AttemptState.Failed))
        {
            return End(job, JobEnd.Canceled);
        }

        if (attempt.State == AttemptState.Lost)
        {
            return End(job, JobEnd.From(ProviderErrorKind.TaskLost));
        }

        if (IsProvenUnbilled(attempt) && MayHelpElsewhere(error?.Kind) && HasNextCandidate(job, context) && context.Now < job.EndBy)
        {
            job = Plan(job);
            return DecideAttempt(job, job.Attempt!, context);
        }

        return End(job, JobEnd.From(error?.Kind ?? ProviderErrorKind.Unknown));
    }

    private static JobVerdict? EndsUnsent(JobRecord job, MachineContext context) =>
        job.CancelRequestedAt is not null ? JobEnd.Canceled
        : context.Now >= job.EndBy ? JobEnd.TimedOut
        : null;

    private static JobRecord Plan(JobRecord job) => job with
    {
        Attempts =
        [
            .. job.Attempts,
            new AttemptRecord { Ordinal = job.Attempts.Count + 1, Candidate = job.Candidates[job.Attempts.Count] },
        ],
    };

    private static bool HasNextCandidate(JobRecord job, MachineContext context) =>
        job.Attempts.Count < Math.Min(job.Candidates.Count, context.Limits.AttemptsMax);

    // A refusal is unbilled by its definition; a task that failed is so only when the provider says that it cost nothing.
    private static bool IsProvenUnbilled(AttemptRecord attempt) =>
        attempt.GivenUp is not null || attempt.Facts is { Task: null, Refusal: not null } or { Cost: 0m };

    private static bool MayHelpElsewhere(ProviderErrorKind? kind) =>
        kind is not (ProviderErrorKind.InvalidRequest or ProviderErrorKind.ContentRefused);

    private static bool CanCancel(AttemptRecord attempt, MachineContext context) =>
        context.Describe(attempt.Candidate.Provider)?.Cancels == true;

    private static Decision End(JobRecord job, JobVerdict verdict) => new(job, new JobStep.Finish(verdict));

    private static Decision WaitUntil(JobRecord job, DateTimeOffset? until) => new(job, new JobStep.Wait(until));

    private static string? ProviderNeededBy(Decision decision) => decision.Next switch
    {
        JobStep.Finish or JobStep.Freeze or JobStep.RemoveInputs or JobStep.RemoveOutput or JobStep.FetchInput => null,
        JobStep.Discard discard => decision.Job.Attempts[discard.Attempt - 1].Candidate.Provider,
        not JobStep.Check when decision.Job.Status.IsTerminal() => null,
        _ => decision.Job.Attempt?.Candidate.Provider,
    };

    private static bool LeadsToCreate(Decision decision) =>
        !decision.Job.Status.IsTerminal() && decision.Job.Attempt is null or { State: AttemptState.Planned };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
