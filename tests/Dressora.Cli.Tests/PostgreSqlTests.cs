using Dressora.PostgreSql.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Cli.Tests;

public sealed class PostgreSqlTests(PostgreSqlServer server)
{
    private static readonly AccountId Alice = new("alice");

    [Fact]
    public async Task A_ledger_in_PostgreSQL_is_read_and_left_as_it_is()
    {
        var token = TestContext.Current.CancellationToken;
        var schema = PostgreSqlServer.NewSchema();
        var services = new ServiceCollection();
        services.AddDressora().UsePostgreSql(server.DataSource, options => options.Schema = schema);
        await using var provider = services.BuildServiceProvider();
        var ledger = provider.GetRequiredService<ICreditLedger>();
        await ledger.GrantAsync(new() { Account = Alice, Grant = new("g"), Amount = new(10) }, token);
        await ledger.FreezeAsync(new() { Account = Alice, Hold = new("h"), Amount = new(3), Lifetime = TimeSpan.FromTicks(10) }, token);

        // A data source does not tell its password.
        var connectionString = Environment.GetEnvironmentVariable("DRESSORA_TEST_POSTGRES") ?? server.ConnectionString;
        string[] which = ["--postgres", connectionString, "--schema", schema];

        var balance = await Tool.RunAsync(["credits", "balance", "--account", "alice", .. which]);
        var statement = await Tool.RunAsync(["credits", "statement", "--account", "alice", "--csv", .. which]);
        var verification = await Tool.RunAsync(["credits", "verify", .. which]);
        var missing = await Tool.RunAsync(["credits", "verify", .. which[..3], PostgreSqlServer.NewSchema()]);

        Assert.StartsWith("10 cr available, 0 cr held", balance.Output, StringComparison.Ordinal);
        Assert.Equal(3, statement.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal((0, "Sound: 1 account with 2 entries."), (verification.Code, verification.Output.Trim()));
        Assert.Equal(2, missing.Code);
    }
}
