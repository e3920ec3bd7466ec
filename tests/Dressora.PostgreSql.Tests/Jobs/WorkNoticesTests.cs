using Npgsql;

namespace Dressora.PostgreSql.Tests.Jobs;

public sealed class WorkNoticesTests(PostgreSqlServer server) : IAsyncLifetime
{
    private readonly string _schema = PostgreSqlServer.NewSchema();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _heard = new(0);
    private NpgsqlDataSource _source = null!;
    private PostgreSqlJobStore _worker = null!;
    private PostgreSqlJobStore _web = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _source = NpgsqlDataSource.Create($"{server.ConnectionString};Application Name={_schema}");
        _worker = server.OpenStore(schema: _schema, source: _source);
        _web = server.OpenStore(schema: _schema);
        await _web.ListAsync(Some.Alice, null, 1, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
            await _worker.DisposeAsync();
            await _source.DisposeAsync();
        }

        _stop.Dispose();
        _heard.Dispose();
    }

    [Fact]
    public async Task A_worker_hears_of_a_job_that_another_node_has_accepted()
    {
        var listening = await ListenAsync();

        await _web.AcceptAsync(SomeJob.New(), Cancellation);
        await _heard.WaitAsync(Cancellation);

        await _stop.CancelAsync();
        await listening;
    }

    [Fact]
    public async Task A_worker_that_was_cut_off_looks_and_hears_again()
    {
        var listening = await ListenAsync();

        await server.DataSource.RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{_schema}'");
        await _heard.WaitAsync(Cancellation); // Whatever was said meanwhile was not heard.
        await WaitForListenerAsync();
        await _web.AcceptAsync(SomeJob.New(), Cancellation);
        await _heard.WaitAsync(Cancellation);

        await _stop.CancelAsync();
        await listening;
    }

    [Fact]
    public async Task What_is_not_due_is_not_told()
    {
        await using (var before = server.OpenStore(schema: _schema))
        {
            await before.AcceptAsync(SomeJob.New(), Cancellation);
        }

        var lease = Assert.Single((await _web.LeaseAsync(new Stores.LeaseRequest([SomeJob.Provider], 1, TimeSpan.FromMinutes(1)), Cancellation)).Leases);
        var listening = await ListenAsync();

        await _web.CommitAsync(SomeJob.Commit(lease, lease.Job with { DueAt = lease.Now.AddHours(1) }), Cancellation);
        await server.DataSource.RunAsync($"SELECT pg_notify('dressora.{_schema}', '')");

        await _heard.WaitAsync(Cancellation);
        Assert.Equal(0, _heard.CurrentCount); // The test's own.
        await _stop.CancelAsync();
        await listening;
    }

    private async Task<Task> ListenAsync()
    {
        var listening = _worker.ListenAsync(() => _heard.Release(), _stop.Token);
        await WaitForListenerAsync();
        return listening;
    }

    private async Task WaitForListenerAsync()
    {
        while (await server.DataSource.ReadAsync<long>(
            $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{_schema}' AND query LIKE 'LISTEN%' AND state = 'idle'") == 0)
        {
            await Task.Yield();
        }
    }
}
