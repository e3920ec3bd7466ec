using Dressora.Providers;

namespace Dressora.Jobs;

/// <summary>
/// What the machine may know besides the job: the store's time, the limits, and what the
/// providers can do.
/// </summary>
internal sealed record MachineContext(DateTimeOffset Now, MachineLimits Limits, Func<string, ProviderDescriptor?> Describe)
{
    /// <summary>
    /// Gets what a provider leaves a job to begin; the default is that everything may be begun.
    /// </summary>
    public Func<string, ProviderState> StateOf { get; init; } = static _ => default;

    /// <summary>
    /// Gets the provider at which this lease was given to begin a task; <see langword="null"/>
    /// for none, or once it was begun.
    /// </summary>
    public string? PlaceAt { get; init; }
}
