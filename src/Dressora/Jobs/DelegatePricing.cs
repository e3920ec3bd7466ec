namespace Dressora.Jobs;

/// <summary>A price list in one function.</summary>
internal sealed class DelegatePricing(Func<PriceRequest, Credits> price) : IJobPricing
{
    public ValueTask<Credits> QuoteAsync(PriceRequest request, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(price(request));
}
