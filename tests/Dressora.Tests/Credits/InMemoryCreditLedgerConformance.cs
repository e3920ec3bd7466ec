using Dressora.Jobs;
using Dressora.Testing;

namespace Dressora.Tests.Ledger;

public sealed class InMemoryCreditLedgerConformance : CreditLedgerConformance
{
    protected override Task<ICreditLedger> CreateLedgerAsync(TimeProvider clock) => Task.FromResult(new InMemoryJobStore(clock, new CreditOptions()).Ledger);
}
