using Dressora.Jobs;
using Dressora.Stores;
using Dressora.Testing;

namespace Dressora.Simulations;

public sealed class SimulatedJobStoreConformance : JobStoreConformance
{
    protected override Task<IJobStore> CreateStoreAsync(TimeProvider clock) => Task.FromResult<IJobStore>(
        new SimulatedJobStore(new InMemoryJobStore(clock, new CreditOptions()), CalmGate.Life, new CalmGate(), _ => { }, () => { }));
}

public sealed class SimulatedLedgerConformance : CreditLedgerConformance
{
    protected override Task<ICreditLedger> CreateLedgerAsync(TimeProvider clock) => Task.FromResult<ICreditLedger>(
        new SimulatedLedger(new InMemoryJobStore(clock, new CreditOptions()).Ledger, CalmGate.Life, new CalmGate(), (_, _) => { }));
}

public sealed class SimulatedResultStoreConformance : ResultStoreConformance
{
    protected override Task<IResultStore> CreateStoreAsync() => Task.FromResult<IResultStore>(
        new SimulatedResultStore(new InMemoryResultStore(), CalmGate.Life, new CalmGate(), _ => null));
}
