using Dressora.Testing;

namespace Dressora.Simulations;

public sealed class StagingProviderConformance : GenerationProviderConformance
{
    protected override Task<ProviderUpstream> StartUpstreamAsync(IDressoraBuilder builder)
    {
        var upstream = new StagingUpstream();
        builder.AddProvider(upstream.ProviderName, _ => upstream.Staging);
        return Task.FromResult<ProviderUpstream>(upstream);
    }
}
