using Dressora;
using Dressora.Testing;

namespace CustomProvider.Tests;

/// <summary>The provider that a reader of the docs would write keeps every promise of the seam.</summary>
public sealed class AcmeProviderConformance : GenerationProviderConformance
{
    protected override async Task<ProviderUpstream> StartUpstreamAsync(IDressoraBuilder builder)
    {
        var upstream = await AcmeUpstream.StartAsync();
        builder.AddAcme(upstream.Url, AcmeUpstream.Key);
        return upstream;
    }
}
