using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// What came of a step, as far as it is a decision. What became known about an attempt is an
/// <see cref="AttemptFact"/> instead.
/// </summary>
internal abstract record JobEvent
{
    private JobEvent()
    {
    }

    internal sealed record Frozen : JobEvent;

    internal sealed record InputFetched(int Input, ImageInfo Image) : JobEvent;

    internal sealed record InputRefused : JobEvent;

    internal sealed record StagedNamed(int Input, string Name) : JobEvent;

    internal sealed record Staged(int Input, StagedInput Copy) : JobEvent;

    internal sealed record GivenUp(ProviderError Error) : JobEvent;

    internal sealed record SubmissionBegun(string TokenHash) : JobEvent;

    internal sealed record Throttled(TimeSpan? RetryAfter) : JobEvent;

    internal sealed record Checked(int MessagesSeen) : JobEvent;

    internal sealed record NotFound(int MessagesSeen) : JobEvent;

    internal sealed record CheckFailed(int MessagesSeen, TimeSpan? RetryAfter) : JobEvent;

    internal sealed record Dismissed(ProviderTaskId Candidate) : JobEvent;

    internal sealed record ProbeFailed(TimeSpan? RetryAfter) : JobEvent;

    internal sealed record NotFoundYet(TimeSpan? RetryAfter) : JobEvent;

    internal sealed record CancelPassedOn : JobEvent;

    internal sealed record OutputStored(int Output, ImageInfo Image) : JobEvent;

    internal sealed record OutputRefreshed(int Output) : JobEvent;

    internal sealed record OutputDropped(int Output) : JobEvent;

    internal sealed record OutputWithheld(int Output) : JobEvent;

    internal sealed record VerdictReached(JobVerdict Verdict) : JobEvent;

    internal sealed record Finished(JobVerdict Verdict) : JobEvent;

    internal sealed record CreditsLapsed : JobEvent;

    internal sealed record Discarded(int Attempt, string Name) : JobEvent;

    internal sealed record OutputRemoved(int Output) : JobEvent;

    internal sealed record InputsRemoved : JobEvent;

    internal sealed record ResultsRemoved : JobEvent;

    internal sealed record Erased : JobEvent;

    internal sealed record StepFailed(TimeSpan? RetryAfter) : JobEvent;
}
