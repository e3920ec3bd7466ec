using Dressora.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dressora;

/// <summary>Sets prices. Without one, every output costs nothing.</summary>
public static class PricingDressoraBuilderExtensions
{
    /// <summary>Prices every output with a function. The last call counts.</summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="price">Returns the price of one output, zero or more. Called on many threads.</param>
    public static IDressoraBuilder UsePricing(this IDressoraBuilder builder, Func<PriceRequest, Credits> price)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(price);
        builder.Services.Replace(ServiceDescriptor.Singleton<IJobPricing>(new DelegatePricing(price)));
        return builder;
    }

    /// <summary>
    /// Prices every output with a service that is made in a scope of its own for every quote. The
    /// last call counts.
    /// </summary>
    /// <typeparam name="TPricing">The service; it may depend on a database context.</typeparam>
    public static IDressoraBuilder UsePricing<
        [System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(
            System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] TPricing>(this IDressoraBuilder builder)
        where TPricing : class, IJobPricing
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Scoped<IJobPricing, TPricing>());
        return builder;
    }
}
