using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Listens to what happens to credits.</summary>
public static class CreditEventsDressoraBuilderExtensions
{
    /// <summary>
    /// Adds a handler, made in a scope of its own for every event. Several handlers are called in
    /// the order in which they were added; when one fails, all hear the event again.
    /// </summary>
    /// <typeparam name="THandler">The handler; it may depend on a database context.</typeparam>
    public static IDressoraBuilder AddCreditEvents<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(this IDressoraBuilder builder)
        where THandler : class, ICreditEventHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddScoped<ICreditEventHandler, THandler>();
        return builder;
    }
}
