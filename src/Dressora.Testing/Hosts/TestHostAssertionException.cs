namespace Dressora.Testing;

/// <summary>
/// What a test expected is not so. The message says what was expected, and tells the job's story.
/// </summary>
public sealed class TestHostAssertionException : Exception
{
    internal TestHostAssertionException(string message)
        : base(message)
    {
    }
}
