namespace Dressora;

/// <summary>Every way an upload can end without something being broken.</summary>
public abstract record UploadResult
{
    private UploadResult()
    {
    }

    /// <summary>The image is stored.</summary>
    public sealed record Added(Upload Upload) : UploadResult;

    /// <summary>The bytes are not an image that is taken; nothing was stored.</summary>
    public sealed record Rejected(RequestProblem Problem) : UploadResult;

    /// <summary>There were more bytes or more pixels than allowed; nothing was stored.</summary>
    public sealed record TooLarge(RequestProblem Problem) : UploadResult;

    /// <summary>The account has as many live uploads as it may; nothing was stored.</summary>
    public sealed record TooMany(int Limit) : UploadResult;
}
