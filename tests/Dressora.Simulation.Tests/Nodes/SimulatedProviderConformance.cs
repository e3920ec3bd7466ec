using Dressora.Jobs;
using Dressora.Testing;

namespace Dressora.Simulations;

public sealed class SimulatedProviderConformance : GenerationProviderConformance
{
    protected override Task<ProviderUpstream> StartUpstreamAsync(IDressoraBuilder builder)
    {
        var upstream = new StagingUpstream();
        var store = new InMemoryJobStore(TimeProvider.System, new CreditOptions());
        var monitor = new Dressora.Testing.Monitor(new SimulatedWorld(1, keepsHistory: false), store, store.Ledger, new InMemoryResultStore());
        var records = new ProviderRecords(monitor, (_, _, _) => { });
        builder.AddProvider(
            upstream.ProviderName, _ => new SimulatedProvider(upstream.ProviderName, upstream.Staging, CalmGate.Life, new CalmGate(), records));
        return Task.FromResult<ProviderUpstream>(upstream);
    }
}
