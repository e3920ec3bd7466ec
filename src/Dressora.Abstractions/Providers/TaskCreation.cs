namespace Dressora.Providers;

/// <summary>
/// Every way a create can end. The question it answers is whether the provider may bill for it.
/// </summary>
public abstract record TaskCreation
{
    private TaskCreation()
    {
    }

    /// <summary>The provider has taken the work on.</summary>
    /// <param name="Task">Its name for the task.</param>
    /// <param name="Estimate">How long it expects to take; <see langword="null"/> when it did not say.</param>
    public sealed record Accepted(ProviderTaskId Task, TimeSpan? Estimate = null) : TaskCreation;

    /// <summary>A synchronous provider has delivered.</summary>
    /// <param name="Outputs">The finished outputs, at least one.</param>
    /// <param name="Cost">What the provider charged, in its own unit; <see langword="null"/> when it did not say.</param>
    public sealed record Completed(IReadOnlyList<InlineOutput> Outputs, decimal? Cost = null) : TaskCreation;

    /// <summary>
    /// Known not to be billed. <see cref="ProviderErrorKind.Throttled"/> (a received 429) and <see cref="ProviderErrorKind.Unavailable"/>
    /// (proof that nothing was sent) are sent again later; everything else ends the attempt.
    /// </summary>
    /// <param name="Error">Why.</param>
    public sealed record Refused(ProviderError Error) : TaskCreation;

    /// <summary>It may have reached the provider: a time-out, a reset, a 5xx after sending. It is never sent again.</summary>
    /// <param name="Error">What was seen.</param>
    public sealed record OutcomeUnknown(ProviderError Error) : TaskCreation;
}
