using Dressora.Stores;
using Dressora.Testing;

namespace Dressora.Sqlite.Tests.Jobs;

public sealed class SqliteJobStoreConformance : JobStoreConformance
{
    protected override Task<IJobStore> CreateStoreAsync(TimeProvider clock) =>
        Task.FromResult<IJobStore>(new SqliteJobStore(new SqliteDatabase(TempFile.ConnectionString()), clock, new CreditOptions()));
}
