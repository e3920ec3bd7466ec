using Npgsql;

namespace Dressora.PostgreSql.Tests.Ledger;

public sealed class CreditWriterTests(PostgreSqlServer server) : IAsyncLifetime
{
    private readonly string _schema = PostgreSqlServer.NewSchema();
    private NpgsqlDataSource _source = null!;
    private PostgreSqlCreditLedger _ledger = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private NpgsqlDataSource Source => server.DataSource;

    public async ValueTask InitializeAsync()
    {
        _source = NpgsqlDataSource.Create($"{server.ConnectionString};Application Name={_schema}");
        _ledger = server.OpenLedger(schema: _schema, source: _source);
        await _ledger.GrantAsync(Some.Grant("g", 1000), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
            await _source.DisposeAsync();
        }
    }

    [Fact]
    public async Task Operations_that_meet_share_one_commit()
    {
        var held = await LockAsync();
        var first = _ledger.FreezeAsync(Some.Freeze("first", 1), Cancellation);
        await WaitForLockAsync();
        var others = Enumerable.Range(0, 50).Select(i => _ledger.FreezeAsync(Some.Freeze($"h{i}", 1), Cancellation)).ToList();

        await held.DisposeAsync();

        await first;
        Assert.All(await Task.WhenAll(others), result => Assert.IsType<FreezeResult.Frozen>(result));
        Assert.Equal(3, await Source.ReadAsync<long>($"SELECT count(DISTINCT xmin::text) FROM {_schema}.entries"));
    }

    [Fact]
    public async Task What_cannot_be_computed_fails_alone()
    {
        var held = await LockAsync();
        var first = _ledger.FreezeAsync(Some.Freeze("first", 1), Cancellation);
        await WaitForLockAsync();
        var bad = _ledger.GrantAsync(Some.Grant("too much", long.MaxValue), Cancellation);
        var good = _ledger.GrantAsync(Some.Grant("enough", 5), Cancellation);

        await held.DisposeAsync();

        await first;
        await Assert.ThrowsAsync<OverflowException>(() => bad);
        Assert.IsType<GrantResult.Granted>(await good);
        Assert.Equal(1004, (await _ledger.GetBalanceAsync(Some.Alice, Cancellation)).Available.Value);
    }

    [Fact]
    public async Task What_the_database_refuses_fails_without_its_neighbours()
    {
        await Source.RunAsync($"ALTER TABLE {_schema}.holds ADD CHECK (hold_id <> 'bad')");
        var held = await LockAsync();
        var first = _ledger.FreezeAsync(Some.Freeze("first", 1), Cancellation);
        await WaitForLockAsync();
        var before = _ledger.FreezeAsync(Some.Freeze("before", 1), Cancellation);
        var bad = _ledger.FreezeAsync(Some.Freeze("bad", 1), Cancellation);
        var after = _ledger.FreezeAsync(Some.Freeze("after", 1, "bob"), Cancellation);

        await held.DisposeAsync();

        await first;
        await Assert.ThrowsAsync<PostgresException>(() => bad);
        Assert.IsType<FreezeResult.Frozen>(await before);
        Assert.IsType<FreezeResult.Insufficient>(await after);
        Assert.Null(await _ledger.FindHoldAsync(Some.Alice, new HoldId("bad"), Cancellation));
    }

    [Fact]
    public async Task An_operation_that_has_not_begun_is_withdrawn_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var held = await LockAsync();
        var first = _ledger.FreezeAsync(Some.Freeze("first", 1), Cancellation);
        await WaitForLockAsync();
        var withdrawn = _ledger.FreezeAsync(Some.Freeze("withdrawn", 1), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn); // While the writer is still held.
        await held.DisposeAsync();
        await first;
        await _ledger.FreezeAsync(Some.Freeze("after", 1), Cancellation);
        Assert.Null(await _ledger.FindHoldAsync(Some.Alice, new HoldId("withdrawn"), Cancellation));
    }

    [Fact]
    public async Task A_connection_that_was_lost_while_idle_costs_nobody_anything()
    {
        await KillAsync();

        var frozen = await _ledger.FreezeAsync(Some.Freeze("h", 1), Cancellation);

        Assert.IsType<FreezeResult.Frozen>(frozen);
    }

    [Fact]
    public async Task A_connection_that_was_lost_before_the_commit_is_begun_again()
    {
        var held = await LockAsync();
        var frozen = _ledger.FreezeAsync(Some.Freeze("h", 1), Cancellation);
        await WaitForLockAsync();

        await KillAsync();
        await held.DisposeAsync();

        Assert.IsType<FreezeResult.Frozen>(await frozen);
        Assert.Equal(999, (await _ledger.GetBalanceAsync(Some.Alice, Cancellation)).Available.Value);
    }

    [Fact]
    public async Task Closing_writes_what_is_queued_and_then_takes_nothing_more()
    {
        var frozen = Enumerable.Range(0, 20).Select(i => _ledger.FreezeAsync(Some.Freeze($"h{i}", 1), Cancellation)).ToList();

        await _ledger.DisposeAsync();

        Assert.All(await Task.WhenAll(frozen), result => Assert.IsType<FreezeResult.Frozen>(result));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _ledger.FreezeAsync(Some.Freeze("late", 1), Cancellation));
    }

    /// <summary>Holds an account, as another node would.</summary>
    private async Task<NpgsqlConnection> LockAsync()
    {
        var connection = await Source.OpenConnectionAsync(Cancellation);
        await using var locking = new NpgsqlCommand(
            $"BEGIN; SELECT 1 FROM {_schema}.accounts WHERE account = 'alice' FOR UPDATE", connection);
        await locking.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    /// <summary>Waits until the writer waits.</summary>
    private async Task WaitForLockAsync()
    {
        while (await Source.ReadAsync<long>($"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%{_schema}%'") == 0)
        {
            await Task.Yield();
        }
    }

    /// <summary>Ends the ledger's connections, as a failing network would.</summary>
    private Task KillAsync() => Source.RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{_schema}'");
}
