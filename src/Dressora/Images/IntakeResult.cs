namespace Dressora;

/// <summary>Whether bytes from outside have become an image in the store.</summary>
internal abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    internal sealed record Stored(ImageInfo Image) : IntakeResult;

    /// <summary>The host's review refused it. It lies in quarantine.</summary>
    internal sealed record Withheld : IntakeResult;

    internal sealed record Refused(string Code, string Message) : IntakeResult;
}
