using Dressora.Jobs;
using Dressora.Stores;
using Dressora.Testing;

namespace Dressora.Tests.Jobs;

public sealed class InMemoryJobStoreConformance : JobStoreConformance
{
    protected override Task<IJobStore> CreateStoreAsync(TimeProvider clock) => Task.FromResult<IJobStore>(new InMemoryJobStore(clock, new CreditOptions()));
}
