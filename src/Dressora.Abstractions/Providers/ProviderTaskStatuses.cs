namespace Dressora.Providers;

/// <summary>Questions about a <see cref="ProviderTaskStatus"/>.</summary>
public static class ProviderTaskStatuses
{
    /// <summary>Tells whether a task of this status never changes again.</summary>
    public static bool IsTerminal(this ProviderTaskStatus status) =>
        status is ProviderTaskStatus.Succeeded or ProviderTaskStatus.Failed or ProviderTaskStatus.Canceled;
}
