namespace Dressora;

/// <summary>What a job finds that wants to begin a task at a provider.</summary>
/// <param name="IsLimited">Whether only a lease that was given for it may begin a task.</param>
/// <param name="ThrottledFor">How long the provider asked to be left alone.</param>
/// <param name="CircuitOpenFor">How long nothing is sent because of an outage; <see langword="null"/> when something may be.</param>
internal readonly record struct ProviderState(bool IsLimited, TimeSpan ThrottledFor, TimeSpan? CircuitOpenFor);
