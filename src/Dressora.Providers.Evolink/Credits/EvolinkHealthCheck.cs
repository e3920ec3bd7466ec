using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dressora.Providers.Evolink;

/// <summary>
/// Asks for the balance, which proves the key and the way there without generating anything.
/// </summary>
internal sealed class EvolinkHealthCheck(EvolinkCredits credits) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var left = await credits.ReadAsync(cancellationToken).ConfigureAwait(false);
            var description = string.Create(CultureInfo.InvariantCulture, $"{left:0.####} EvoLink credits are left.");
            return credits.IsLow(left) ? HealthCheckResult.Degraded(description) : HealthCheckResult.Healthy(description);
        }
        catch (ProviderException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"EvoLink's balance could not be read: {exception.Error}.");
        }
    }
}
