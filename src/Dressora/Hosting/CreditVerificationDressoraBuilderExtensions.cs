using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dressora;

/// <summary>Adds what watches over the credits.</summary>
public static class CreditVerificationDressoraBuilderExtensions
{
    private const int AccountsMax = 1_000;

    /// <summary>
    /// Adds a health check that verifies a few accounts at each call, and so all of them in the
    /// course of time. It names those that are not sound, and stays unhealthy for as long as they
    /// are not.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the health check.</param>
    /// <param name="accountsPerCall">How many accounts; from 1 to 1,000. A call takes longer the more entries they have.</param>
    /// <param name="failureStatus">What an account that is not sound makes it; <see langword="null"/> for unhealthy.</param>
    /// <exception cref="ArgumentException">The name is empty, or the number is out of its bounds.</exception>
    public static IDressoraBuilder AddCreditVerification(
        this IDressoraBuilder builder, string name = "dressora-credits", int accountsPerCall = 20, HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(accountsPerCall, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(accountsPerCall, AccountsMax);

        // One for all calls: it remembers where it was.
        builder.Services.AddKeyedSingleton(
            name, (services, _) => new CreditVerificationCheck(services.GetRequiredService<ICreditLedger>(), accountsPerCall));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name, services => services.GetRequiredKeyedService<CreditVerificationCheck>(name), failureStatus, tags: null));
        return builder;
    }
}
