using Dressora.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dressora.Sqlite.Tests.Hosting;

public sealed class UseSqliteTests
{
    [Fact]
    public async Task Jobs_and_credits_come_from_one_file()
    {
        await using var services = Build(builder => builder.UseSqlite(TempFile.ConnectionString()));

        var store = Assert.IsType<SqliteJobStore>(Assert.Single(services.GetServices<IJobStore>()));
        Assert.Same(store.Ledger, Assert.Single(services.GetServices<ICreditLedger>()));
    }

    [Fact]
    public async Task A_ledger_of_the_hosts_own_that_is_registered_afterwards_wins()
    {
        await using var another = new SqliteDatabase(TempFile.ConnectionString());
        var own = new SqliteCreditLedger(another, TimeProvider.System, new CreditOptions());

        await using var services = Build(builder => builder.UseSqlite(TempFile.ConnectionString()).Services.AddSingleton<ICreditLedger>(own));

        Assert.Same(own, services.GetRequiredService<ICreditLedger>());
        Assert.NotSame(own, services.GetRequiredService<IJobStore>().Ledger);
    }

    [Fact]
    public async Task Called_twice_the_last_file_counts()
    {
        var (first, last) = (TempFile.Path(), TempFile.Path());

        await using var services = Build(builder => builder.UseSqlite($"Data Source={first}").UseSqlite($"Data Source={last}"));
        services.GetRequiredService<IJobStore>();

        Assert.False(File.Exists(first));
        Assert.True(File.Exists(last));
    }

    [Fact]
    public void A_container_may_be_disposed_of_synchronously()
    {
        var path = TempFile.Path();
        var services = Build(builder => builder.UseSqlite($"Data Source={path}"));
        services.GetRequiredService<IJobStore>();

        services.Dispose();

        Assert.False(File.Exists($"{path}-wal"));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory;Cache=Shared")]
    [InlineData("Data Source=file:x?mode=memory")]
    [InlineData("Data Source=x.db;Mode=ReadOnly")]
    [InlineData("Pooling=False")]
    [InlineData("Data Source=x.db;Colour=red")]
    [InlineData(" ")]
    public void A_connection_string_that_cannot_work_is_refused_at_once(string connectionString) =>
        Assert.ThrowsAny<ArgumentException>(() => new ServiceCollection().AddDressora().UseSqlite(connectionString));

    [Theory]
    [InlineData(0, 8, "BusyTimeout is 00:00:00; it must be from 00:00:01 to 00:05:00.")]
    [InlineData(600, 8, "BusyTimeout is 00:10:00; it must be from 00:00:01 to 00:05:00.")]
    [InlineData(30, 0, "ReadersMax is 0; it must be from 1 to 64 connections.")]
    [InlineData(30, 65, "ReadersMax is 65; it must be from 1 to 64 connections.")]
    public async Task A_setting_out_of_bounds_stops_the_start(int busySeconds, int readers, string problem)
    {
        await using var services = Build(builder => builder.UseSqlite(TempFile.ConnectionString(), options =>
        {
            options.BusyTimeout = TimeSpan.FromSeconds(busySeconds);
            options.ReadersMax = readers;
        }));

        Assert.Equal([problem], Assert.Throws<OptionsValidationException>(services.GetRequiredService<IJobStore>).Failures);
    }

    private static ServiceProvider Build(Action<IDressoraBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddDressora());
        return services.BuildServiceProvider();
    }
}
