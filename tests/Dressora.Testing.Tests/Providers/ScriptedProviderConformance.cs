using Dressora.Providers;

namespace Dressora.Testing.Tests;

/// <summary>The provider of the test host keeps the promises that it stands in for, without any network.</summary>
public sealed class ScriptedProviderConformance : GenerationProviderConformance
{
    protected override Task<ProviderUpstream> StartUpstreamAsync(IDressoraBuilder builder)
    {
        var upstream = new ScriptedUpstream();
        builder.AddProvider(upstream.ProviderName, _ => upstream.Provider);
        return Task.FromResult<ProviderUpstream>(upstream);
    }
}
