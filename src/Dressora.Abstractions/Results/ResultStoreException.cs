namespace Dressora;

/// <summary>
/// A result store refused or could not be reached. The step that met it is tried again until its
/// window closes.
/// </summary>
/// <remarks>A missing object is not an error: see <see cref="IResultStore.OpenAsync"/>.</remarks>
public sealed class ResultStoreException : Exception
{
    /// <summary>Says what was tried and why it failed, without secrets or signed URLs.</summary>
    public ResultStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets what is wrong and what mends it; <see langword="null"/> where the store cannot tell.</summary>
    public StorageProblem? Problem { get; init; }
}
