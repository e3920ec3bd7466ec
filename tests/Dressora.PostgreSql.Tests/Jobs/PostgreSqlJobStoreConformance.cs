using Dressora.Stores;
using Dressora.Testing;

namespace Dressora.PostgreSql.Tests.Jobs;

public sealed class PostgreSqlJobStoreConformance(PostgreSqlServer server) : JobStoreConformance
{
    protected override Task<IJobStore> CreateStoreAsync(TimeProvider clock) => Task.FromResult<IJobStore>(server.OpenStore(clock));
}
