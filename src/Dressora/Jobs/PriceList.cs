using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Jobs;

/// <summary>Asks the host's pricing in a scope of its own, and checks what it says.</summary>
internal sealed class PriceList(IServiceScopeFactory scopes)
{
    public async Task<Credits> QuoteAsync(PriceRequest request, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var pricing = scope.ServiceProvider.GetRequiredService<IJobPricing>();
            var price = await pricing.QuoteAsync(request, cancellationToken).ConfigureAwait(false);
            return price >= Credits.Zero
                ? price
                : throw new InvalidOperationException($"The price of one output is {price}; a price is zero or more.");
        }
    }
}
