using Dressora.Testing;

namespace Dressora.Tests.Results;

public sealed class InMemoryResultStoreConformance : ResultStoreConformance
{
    protected override Task<IResultStore> CreateStoreAsync() => Task.FromResult<IResultStore>(new InMemoryResultStore());
}
