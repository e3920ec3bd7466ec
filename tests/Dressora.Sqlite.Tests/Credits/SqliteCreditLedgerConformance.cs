using Dressora.Testing;

namespace Dressora.Sqlite.Tests.Ledger;

public sealed class SqliteCreditLedgerConformance : CreditLedgerConformance
{
    private SqliteJobStore? _store;

    protected override Task<ICreditLedger> CreateLedgerAsync(TimeProvider clock)
    {
        _store = new SqliteJobStore(new SqliteDatabase(TempFile.ConnectionString()), clock, new CreditOptions());
        return Task.FromResult(_store.Ledger);
    }

    public override async ValueTask DisposeAsync()
    {
        await _store!.DisposeAsync();
        await base.DisposeAsync();
    }
}
