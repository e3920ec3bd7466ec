using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>What to do next about a job. One short action, or waiting.</summary>
internal abstract record JobStep
{
    private JobStep()
    {
    }

    /// <summary>
    /// Asks a foreign ledger for the freeze again, which it may or may not have made.
    /// </summary>
    internal sealed record Freeze : JobStep;

    /// <summary>Fetches an input from its URL into the store.</summary>
    internal sealed record FetchInput(int Input) : JobStep;

    /// <summary>Writes down the name under which an input will be staged.</summary>
    internal sealed record NameStaged(int Input) : JobStep;

    /// <summary>Copies an input to the provider.</summary>
    internal sealed record Stage(StagedRecord Copy) : JobStep;

    /// <summary>Writes the marker, then sends the create.</summary>
    internal sealed record Submit : JobStep;

    /// <summary>Reads the task.</summary>
    internal sealed record Check : JobStep;

    /// <summary>
    /// Reads a task that a callback spoke of, to see whether it is this attempt's.
    /// </summary>
    internal sealed record Probe(ProviderTaskId Candidate) : JobStep;

    /// <summary>Asks the provider for the task of an attempt whose outcome is unknown.</summary>
    internal sealed record LookUp : JobStep;

    /// <summary>Asks the provider to stop the task.</summary>
    internal sealed record CancelTask : JobStep;

    /// <summary>Copies an output into the store.</summary>
    internal sealed record StoreOutput(int Output) : JobStep;

    /// <summary>Ends the job and its hold.</summary>
    internal sealed record Finish(JobVerdict Verdict) : JobStep;

    /// <summary>Removes a staged copy from the provider.</summary>
    internal sealed record Discard(int Attempt, StagedRecord Copy) : JobStep;

    /// <summary>Removes an output that was stored but not delivered.</summary>
    internal sealed record RemoveOutput(int Output) : JobStep;

    /// <summary>Removes the copies of inputs that came from URLs.</summary>
    internal sealed record RemoveInputs : JobStep;

    /// <summary>Removes the results, whose time is over.</summary>
    internal sealed record RemoveResults : JobStep;

    /// <summary>Removes everything that is the user's.</summary>
    internal sealed record Erase : JobStep;

    /// <summary>Writes down what was decided, then goes on.</summary>
    internal sealed record Save : JobStep;

    /// <summary>Gives the lease back until then; for good when there is no then.</summary>
    internal sealed record Wait(DateTimeOffset? Until) : JobStep;
}
