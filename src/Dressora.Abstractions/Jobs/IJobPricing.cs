namespace Dressora;

/// <summary>
/// Prices one output of a job. Resolved in a scope of its own for every quote, so it may use a
/// database context.
/// </summary>
public interface IJobPricing
{
    /// <summary>
    /// Returns the price of one output, zero or more. It is stored with the job and never
    /// changes, also not by failover.
    /// </summary>
    /// <remarks>
    /// Usually answers from memory. What it throws reaches the submitter, and nothing is written.
    /// </remarks>
    ValueTask<Credits> QuoteAsync(PriceRequest request, CancellationToken cancellationToken = default);
}
