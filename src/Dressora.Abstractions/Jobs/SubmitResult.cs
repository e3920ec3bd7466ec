namespace Dressora;

/// <summary>
/// Every way a submission can end without something being broken. Only the first two leave a job
/// behind.
/// </summary>
public abstract record SubmitResult
{
    private SubmitResult()
    {
    }

    /// <summary>
    /// The job is written and its credits are frozen; it will reach an end whatever happens to
    /// this process.
    /// </summary>
    public sealed record Accepted(GenerationJob Job) : SubmitResult;

    /// <summary>
    /// The same request came before under this key; here is its job as it stands now.
    /// </summary>
    public sealed record Replayed(GenerationJob Job) : SubmitResult;

    /// <summary>
    /// The request cannot be done; every problem is named. The key is not consumed.
    /// </summary>
    public sealed record Invalid(IReadOnlyList<RequestProblem> Problems) : SubmitResult;

    /// <summary>
    /// The account cannot pay. The key is not consumed: top up and send the same request again.
    /// </summary>
    public sealed record InsufficientCredits(Credits Needed, Credits Available) : SubmitResult;

    /// <summary>Another request came before under this key.</summary>
    public sealed record KeyConflict : SubmitResult;

    /// <summary>
    /// The account has as many unfinished jobs as it may. The key is not consumed.
    /// </summary>
    public sealed record TooManyActive(int Limit) : SubmitResult;
}
