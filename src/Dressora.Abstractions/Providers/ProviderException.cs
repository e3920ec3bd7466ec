namespace Dressora.Providers;

/// <summary>
/// A provider could not be read or refused a read. What it means for the task is in
/// <see cref="Error"/>.
/// </summary>
/// <remarks>
/// For reads, cancels and staging. A create answers with <see cref="TaskCreation"/> instead,
/// because there the question is whether it was billed. The message must not contain URLs,
/// prompts or secrets.
/// </remarks>
public sealed class ProviderException : Exception
{
    /// <summary>Wraps a classified error.</summary>
    public ProviderException(ProviderError error, Exception? innerException = null)
        : base($"The provider answered: {error}.", innerException) => Error = error;

    /// <summary>Gets the classified error.</summary>
    public ProviderError Error { get; }
}
