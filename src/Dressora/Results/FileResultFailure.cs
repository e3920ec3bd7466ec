namespace Dressora;

/// <summary>
/// What the disk says, as the store says it: without paths, which may hold names that are
/// private.
/// </summary>
internal static class FileResultFailure
{
    /// <summary>Whether an exception is the disk's trouble.</summary>
    public static bool IsOne(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>
    /// Says what was tried. The exception itself is kept for whoever debugs the machine.
    /// </summary>
    public static ResultStoreException From(string verb, Exception failure) =>
        new($"The file store could not {verb} an object: {failure.GetType().Name}.", failure);
}
