namespace Dressora;

/// <summary>What an inspection found.</summary>
internal abstract record ImageInspection
{
    private ImageInspection()
    {
    }

    /// <summary>
    /// The bytes are one image of a known type, whole from its first byte to its end marker.
    /// </summary>
    internal sealed record Readable(ImageInfo Image) : ImageInspection;

    /// <summary>The bytes are not taken.</summary>
    /// <param name="Code">One of <see cref="ImageRejections"/>.</param>
    /// <param name="Message">What was found and what is expected, in a sentence for the person who sent it.</param>
    internal sealed record Rejected(string Code, string Message) : ImageInspection;
}
