using Npgsql;

namespace Dressora.PostgreSql.Tests.Database;

public sealed class SchemaTests(PostgreSqlServer server)
{
    private readonly string _schema = PostgreSqlServer.NewSchema();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_that_start_at_once_make_the_tables_once()
    {
        var nodes = Enumerable.Range(0, 8).Select(_ => server.OpenLedger(schema: _schema)).ToList();

        await Task.WhenAll(nodes.Select((node, i) => node.GrantAsync(Some.Grant($"g{i}", 1), Cancellation)));

        Assert.Equal(8, (await nodes[0].GetBalanceAsync(Some.Alice, Cancellation)).Available.Value);
        Assert.Equal(PostgreSqlSchema.Version, await server.DataSource.ReadAsync<long>($"SELECT count(*) FROM {_schema}.schema_version"));
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Without_migrating_the_refusal_names_the_way_out_and_the_script_is_it()
    {
        await using var ledger = server.OpenLedger(schema: _schema, configure: options => options.AutoMigrate = false);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.GrantAsync(Some.Grant("g", 1), Cancellation));
        await server.DataSource.RunAsync(PostgreSqlSchema.Script(_schema));
        var granted = await ledger.GrantAsync(Some.Grant("g", 1), Cancellation);

        Assert.Contains($"PostgreSqlSchema.Script(\"{_schema}\", 0)", refused.Message, StringComparison.Ordinal);
        Assert.IsType<GrantResult.Granted>(granted);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await server.DataSource.RunAsync(PostgreSqlSchema.Script(_schema));
        await server.DataSource.RunAsync($"INSERT INTO {_schema}.schema_version (version) VALUES (99)");
        await using var ledger = server.OpenLedger(schema: _schema);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.GetBalanceAsync(Some.Alice, Cancellation));

        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_only_read_and_write_rows_is_enough_once_the_tables_are_there()
    {
        await server.DataSource.RunAsync(
            $"""
            {PostgreSqlSchema.Script(_schema)}
            CREATE ROLE {_schema} LOGIN PASSWORD '{_schema}';
            GRANT USAGE ON SCHEMA {_schema} TO {_schema};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {_schema} TO {_schema};
            """);
        var connection = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = _schema, Password = _schema };
        await using var source = NpgsqlDataSource.Create(connection);
        var database = new PostgreSqlDatabase(source, new PostgreSqlOptions { Schema = _schema }, TimeProvider.System);
        await using var ledger = new PostgreSqlCreditLedger(database, new CreditOptions());

        Assert.IsType<GrantResult.Granted>(await ledger.GrantAsync(Some.Grant("g", 1), Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Dressora")]
    [InlineData("a-b")]
    [InlineData("a;drop table x")]
    [InlineData("1a")]
    public void A_name_that_would_need_quoting_is_refused(string schema) =>
        Assert.Throws<ArgumentException>(() => PostgreSqlSchema.Script(schema));

    [Theory]
    [InlineData("DELETE FROM {0}.entries", "the journal is append-only")]
    [InlineData("UPDATE {0}.entries SET amount = 9", "the journal is append-only")]
    [InlineData("TRUNCATE {0}.entries", "the journal is append-only")]
    [InlineData("DELETE FROM {0}.grants", "credits are never deleted")]
    [InlineData("DELETE FROM {0}.accounts", "credits are never deleted")]
    [InlineData("DELETE FROM {0}.holds", "credits are never deleted")]
    [InlineData("UPDATE {0}.grants SET amount = 11, available = available + 1", "a grant is fixed")]
    [InlineData("UPDATE {0}.grants SET expires_at = 1", "a grant is fixed")]
    [InlineData("UPDATE {0}.grants SET available = -1", "check constraint")]
    [InlineData("UPDATE {0}.grants SET available = available - 1", "check constraint")]
    [InlineData("UPDATE {0}.holds SET deadline = deadline - 1", "a hold is fixed")]
    [InlineData("UPDATE {0}.holds SET status = 0, settled = 0, released = 0", "a hold ends once")]
    [InlineData("UPDATE {0}.accounts SET available = -1", "check constraint")]
    [InlineData("INSERT INTO {0}.entries SELECT * FROM {0}.entries", "duplicate key")]
    public async Task What_the_core_would_never_do_the_tables_refuse(string sql, string reason)
    {
        await using var ledger = server.OpenLedger(schema: _schema);
        await ledger.GrantAsync(Some.Grant("g", 10), Cancellation);
        await ledger.FreezeAsync(Some.Freeze("h", 3), Cancellation);
        await ledger.SettleAsync(Some.Settle("h", 2), Cancellation);

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => server.DataSource.RunAsync(sql.Replace("{0}", _schema, StringComparison.Ordinal)));

        Assert.Contains(reason, refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_and_movements_can_be_queried_as_rows()
    {
        await using var ledger = server.OpenLedger(schema: _schema);
        await ledger.GrantAsync(Some.Grant("g", 10), Cancellation);
        await ledger.FreezeAsync(Some.Freeze("h", 3), Cancellation);
        await ledger.SettleAsync(Some.Settle("h", 2), Cancellation);

        var settled = await server.DataSource.ReadAsync<string>(
            $"SELECT string_agg(grant_id || ' ' || settled || ' ' || released, ', ') FROM {_schema}.hold_lines WHERE hold_id = 'h'");
        var moved = await server.DataSource.ReadAsync<string>(
            $"SELECT string_agg(sequence || ': ' || available || ' ' || held || ' ' || settled, ', ' ORDER BY sequence) FROM {_schema}.movements");

        Assert.Equal("g 2 1", settled);
        Assert.Equal("1: 10 0 0, 2: -3 3 0, 3: 1 -3 2", moved);
    }
}
