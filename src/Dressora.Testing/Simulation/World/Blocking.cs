namespace Dressora.Testing;

/// <summary>Waits for what is not part of the simulated world's time.</summary>
internal static class Blocking
{
    /// <summary>Waits for the answer on this thread, and returns it.</summary>
    public static T Wait<T>(Task<T> task) => task.ConfigureAwait(false).GetAwaiter().GetResult();
}
