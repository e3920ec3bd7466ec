using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Dressora.Providers.Evolink.Tests;

/// <summary>The provider against the emulator, through every promise of the seam.</summary>
public sealed class EvolinkProviderConformance : GenerationProviderConformance
{
    protected override async Task<ProviderUpstream> StartUpstreamAsync(IDressoraBuilder builder)
    {
        var upstream = await EmulatedUpstream.StartAsync();
        builder.AddEvolink(options =>
        {
            options.ApiKey = EmulatedUpstream.Key;
            options.BaseUrl = upstream.Url;
        });
        builder.Services.Configure<HttpStandardResilienceOptions>(
            $"{EvolinkClients.Reads(upstream.ProviderName)}-standard", resilience => resilience.Retry.Delay = TimeSpan.Zero);
        return upstream;
    }
}
