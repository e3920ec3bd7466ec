using Dressora.Testing;

namespace Dressora.PostgreSql.Tests.Ledger;

public sealed class PostgreSqlCreditLedgerConformance(PostgreSqlServer server) : CreditLedgerConformance
{
    private PostgreSqlCreditLedger? _ledger;

    protected override Task<ICreditLedger> CreateLedgerAsync(TimeProvider clock)
    {
        _ledger = server.OpenLedger(clock);
        return Task.FromResult<ICreditLedger>(_ledger);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
