using Dressora.Stores;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Dressora.PostgreSql.Tests.Jobs;

public sealed class PlacesTests(PostgreSqlServer server)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly string _schema = PostgreSqlServer.NewSchema();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_create_that_is_being_begun_while_its_lease_runs_out_keeps_its_place()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var one = server.OpenStore(clock, _schema);
        await using var two = server.OpenStore(clock, _schema);
        await one.AcceptAsync(SomeJob.New(begins: true), Cancellation);
        await one.AcceptAsync(SomeJob.New(begins: true), Cancellation);
        var lease = Assert.Single((await LeaseAsync(one)).Leases);
        var stalled = await LockAsync("tokens"); // The last table that a begun create is written to.
        var beginning = one.CommitAsync(SomeJob.Begin(lease) with { KeepFor = TimeSpan.FromHours(1) }, Cancellation);
        await WaitForLockAsync("tokens");

        clock.Advance(Lease);
        var leasing = LeaseAsync(two);
        await WaitForAsync(leasing);
        await stalled.DisposeAsync();

        Assert.IsType<CommitAnswer.Committed>(await beginning);
        Assert.Empty((await leasing).Leases);
    }

    private static Task<LeaseAnswer> LeaseAsync(PostgreSqlJobStore store) => store.LeaseAsync(
        new LeaseRequest([SomeJob.Provider], 1, Lease) { TaskLimits = new Dictionary<string, TaskLimit> { [SomeJob.Provider] = new(10, Tasks: 1) } },
        Cancellation);

    private async Task<NpgsqlConnection> LockAsync(string table)
    {
        var connection = await server.DataSource.OpenConnectionAsync(Cancellation);
        await using var locking = new NpgsqlCommand($"BEGIN; LOCK TABLE {_schema}.{table}", connection);
        await locking.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    /// <summary>Waits until somebody waits for a table.</summary>
    private async Task WaitForLockAsync(string table)
    {
        while (await server.DataSource.ReadAsync<long>(
            $"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%{_schema}.{table}%'") == 0)
        {
            await Task.Yield();
        }
    }

    /// <summary>Waits until a look for work has ended, or waits for its turn.</summary>
    private async Task WaitForAsync(Task leasing)
    {
        while (!leasing.IsCompleted && await server.DataSource.ReadAsync<long>(
            $"SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND query LIKE '%{_schema}.places%'") == 0)
        {
            await Task.Yield();
        }
    }
}
