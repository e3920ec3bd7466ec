using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dressora;

/// <summary>Adds the host's look at results.</summary>
public static class ReviewDressoraBuilderExtensions
{
    /// <summary>Has every result reviewed before it can be read, by a service that is made in a scope of its own for every call. The last call counts.</summary>
    /// <typeparam name="TReview">The service; it may depend on a database context.</typeparam>
    /// <param name="builder">The application's Dressora.</param>
    /// <returns>The same builder.</returns>
    public static IDressoraBuilder UseResultReview<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TReview>(this IDressoraBuilder builder)
        where TReview : class, IResultReview
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Scoped<IResultReview, TReview>());
        return builder;
    }
}
