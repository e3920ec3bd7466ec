namespace Dressora;

/// <summary>Looks at every result before anybody can read it: the host's moderation.</summary>
/// <remarks>
/// <para>
/// Registered with <c>UseResultReview</c>, and resolved in a scope of its own for every call. The image lies in quarantine meanwhile, under a key
/// that never gets a public URL; it moves to its own key when it is delivered, and stays in quarantine for as long as results are kept when it is
/// refused.
/// </para>
/// <para>
/// A review may be asked for again after a crash, about the same image. One that throws or takes too long is asked again until the job's storing
/// window closes: nothing is ever delivered, or charged, that was not reviewed.
/// </para>
/// </remarks>
public interface IResultReview
{
    /// <summary>Decides about one result.</summary>
    /// <param name="result">What is to be looked at.</param>
    /// <param name="cancellationToken">Ends with the review's time-out, or when the node stops.</param>
    ValueTask<ReviewVerdict> ReviewAsync(ResultToReview result, CancellationToken cancellationToken = default);
}
