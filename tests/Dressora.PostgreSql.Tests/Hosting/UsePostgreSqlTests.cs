using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dressora.PostgreSql.Tests.Hosting;

public sealed class UsePostgreSqlTests(PostgreSqlServer server)
{
    [Fact]
    public async Task The_tables_are_there_before_anything_else_starts()
    {
        var schema = PostgreSqlServer.NewSchema();
        await using var services = Build(server.DataSource, options => options.Schema = schema);

        foreach (var service in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(PostgreSqlSchema.Version, await server.DataSource.ReadAsync<long>($"SELECT count(*) FROM {schema}.schema_version"));
    }

    [Fact]
    public async Task Jobs_and_credits_come_from_the_database_and_commit_together()
    {
        await using var services = Build(server.DataSource);

        var store = Assert.IsType<PostgreSqlJobStore>(Assert.Single(services.GetServices<Stores.IJobStore>()));
        Assert.Same(store.Ledger, Assert.Single(services.GetServices<ICreditLedger>()));
    }

    [Fact]
    public async Task With_the_ledger_alone_jobs_stay_where_they_are()
    {
        var collection = new ServiceCollection();
        collection.AddDressora().UsePostgreSqlLedger(server.DataSource);
        await using var services = collection.BuildServiceProvider();

        var ledger = Assert.IsType<PostgreSqlCreditLedger>(Assert.Single(services.GetServices<ICreditLedger>()));
        Assert.NotSame(ledger, services.GetRequiredService<Stores.IJobStore>().Ledger);
    }

    [Fact]
    public void A_container_may_be_disposed_of_synchronously()
    {
        var services = Build(server.DataSource);
        services.GetRequiredService<ICreditLedger>();

        services.Dispose();
    }

    [Theory]
    [InlineData("Schema", "a b", 2)]
    [InlineData("Writers", "dressora", 0)]
    [InlineData("Writers", "dressora", 17)]
    public void A_setting_outside_its_bounds_is_named(string setting, string schema, int writers)
    {
        using var source = NpgsqlDataSource.Create("Host=nowhere");
        using var services = Build(source, options => (options.Schema, options.Writers) = (schema, writers));

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PostgreSqlOptions>>().Value);

        Assert.StartsWith(setting + " is", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    private static ServiceProvider Build(NpgsqlDataSource source, Action<PostgreSqlOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddDressora().UsePostgreSql(source, configure);
        return services.BuildServiceProvider();
    }
}
