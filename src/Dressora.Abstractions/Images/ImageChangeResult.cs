namespace Dressora;

/// <summary>What an <see cref="IImageProcessor"/> made of an image.</summary>
public abstract record ImageChangeResult
{
    private ImageChangeResult()
    {
    }

    /// <summary>There was nothing to change.</summary>
    public sealed record Unchanged : ImageChangeResult;

    /// <summary>It is another file now.</summary>
    /// <param name="Content">The new file.</param>
    public sealed record Changed(ReadOnlyMemory<byte> Content) : ImageChangeResult;

    /// <summary>It cannot be changed so.</summary>
    /// <param name="Code">A stable name such as <c>too_many_pixels</c>.</param>
    /// <param name="Message">Why, in a sentence for the person who sent it.</param>
    public sealed record Refused(string Code, string Message) : ImageChangeResult;
}
