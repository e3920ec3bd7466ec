using Dressora.Stores;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite.Tests;

public sealed class SqliteFileTests
{
    private static readonly AccountId Alice = new("alice");

    [Fact]
    public async Task Two_stores_may_open_one_new_file_at_once_and_stay_exact()
    {
        var file = TempFile.ConnectionString();
        var stores = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Open(file))));
        await stores[0].Ledger.GrantAsync(Grant("g", 6));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => stores[i % 2].Ledger.FreezeAsync(Freeze($"h{i}")))));

        Assert.Equal(3, answers.OfType<FreezeResult.Frozen>().Count());
        Assert.Equal(new Credits(6), (await stores[1].Ledger.GetBalanceAsync(Alice)).Held);
        await stores[0].DisposeAsync();
        await stores[1].DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_is_opened_again_has_everything()
    {
        var file = TempFile.ConnectionString();
        await using (var store = Open(file))
        {
            await store.Ledger.GrantAsync(Grant("g", 6));
            await store.Ledger.FreezeAsync(Freeze("h"));
        }

        await using var again = Open(file);

        Assert.Equal(HoldStatus.Open, (await again.Ledger.FindHoldAsync(Alice, new HoldId("h")))!.Status);
        Assert.Equal(new Credits(4), (await again.Ledger.GetBalanceAsync(Alice)).Available);
    }

    [Fact]
    public async Task One_bad_operation_does_not_fail_its_neighbours()
    {
        await using var store = Open(TempFile.ConnectionString());
        await store.Ledger.GrantAsync(Grant("all", long.MaxValue));

        var bad = store.Ledger.GrantAsync(Grant("too much", 1));
        var good = Enumerable.Range(0, 20).Select(i => store.Ledger.FreezeAsync(Freeze($"h{i}"))).ToList();

        await Assert.ThrowsAsync<OverflowException>(() => bad);
        Assert.All(await Task.WhenAll(good), answer => Assert.IsType<FreezeResult.Frozen>(answer));
    }

    [Fact]
    public async Task A_backup_made_while_the_store_is_open_has_everything()
    {
        var (file, backup) = (TempFile.ConnectionString(), TempFile.Path());
        await using var store = Open(file);
        await store.Ledger.GrantAsync(Grant("g", 6));

        RawFile.Execute(file, $"VACUUM INTO '{backup}'");

        await using var restored = Open($"Data Source={backup}");
        Assert.Equal(new Credits(6), (await restored.Ledger.GetBalanceAsync(Alice)).Available);
        await restored.Ledger.FreezeAsync(Freeze("h"));
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        var file = TempFile.ConnectionString();
        await Open(file).DisposeAsync();
        RawFile.Execute(file, "PRAGMA user_version = 99");

        var refused = Assert.Throws<InvalidOperationException>(() => Open(file));

        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_tables_of_somebody_else_is_refused_and_left_alone()
    {
        var file = TempFile.ConnectionString();
        RawFile.Execute(file, "CREATE TABLE customers (id INTEGER)");

        var refused = Assert.Throws<InvalidOperationException>(() => Open(file));

        Assert.Contains("customers", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, RawFile.Count(file, "sqlite_schema"));
    }

    [Fact]
    public async Task A_new_file_is_made_once_however_many_open_it_at_the_same_time()
    {
        for (var round = 0; round < 10; round++)
        {
            var file = TempFile.ConnectionString();

            var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new SqliteDatabase(file))));

            Assert.Equal(2L, RawFile.Scalar(file, "PRAGMA user_version"));
            Assert.Equal("wal", RawFile.Scalar(file, "PRAGMA journal_mode"));
            await Task.WhenAll(databases.Select(database => database.DisposeAsync().AsTask()));
        }
    }

    [Theory]
    [InlineData("UPDATE entries SET at = 0")]
    [InlineData("DELETE FROM entries")]
    [InlineData("UPDATE movements SET settled = 0")]
    [InlineData("DELETE FROM movements")]
    [InlineData("INSERT INTO entries SELECT account, 99, at, kind, NULL, NULL, 0, 0 FROM entries LIMIT 1")]
    [InlineData("UPDATE grants SET available = available + 1")]
    [InlineData("UPDATE grants SET expires_at = 1")]
    [InlineData("UPDATE grants SET amount = amount + 1, available = available + 1")]
    [InlineData("UPDATE holds SET amount = amount + 1")]
    [InlineData("DELETE FROM accounts")]
    [InlineData("DELETE FROM grants")]
    [InlineData("DELETE FROM holds")]
    [InlineData("DELETE FROM hold_lines")]
    [InlineData("UPDATE grants SET available = -1, expired = expired + 7")]
    [InlineData("UPDATE holds SET status = 0 WHERE status <> 0")]
    public async Task What_the_core_would_never_do_the_file_refuses(string sql)
    {
        var file = TempFile.ConnectionString();
        await using (var store = Open(file))
        {
            await store.Ledger.GrantAsync(Grant("g", 6));
            await store.Ledger.FreezeAsync(Freeze("h"));
            await store.Ledger.SettleAsync(new SettleCredits { Account = Alice, Hold = new HoldId("h"), Amount = new Credits(1) });
        }

        Assert.Throws<SqliteException>(() => RawFile.Execute(file, sql));
    }

    [Fact]
    public void A_missing_folder_and_a_file_of_another_kind_are_clear_errors()
    {
        var missing = Assert.Throws<InvalidOperationException>(() => Open("Data Source=/nowhere/at/all/dressora.db"));
        Assert.Contains("its folder '/nowhere/at/all' does not exist", missing.Message, StringComparison.Ordinal);

        var text = TempFile.Path();
        File.WriteAllText(text, new string('x', 5_000));
        var other = Assert.Throws<InvalidOperationException>(() => Open($"Data Source={text}"));
        Assert.Contains("it is not a SQLite database", other.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Open("Data Source=:memory:"));
    }

    [Fact]
    public async Task A_disposed_store_says_so()
    {
        var store = Open(TempFile.ConnectionString());
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.LeaseAsync(new LeaseRequest([], 1, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public async Task A_disposed_store_reads_nothing_either()
    {
        var store = Open(TempFile.ConnectionString());
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindAsync(Alice, JobId.New(DateTimeOffset.UnixEpoch)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Ledger.GetBalanceAsync(Alice));
    }

    [Fact]
    public async Task A_disposed_store_lets_go_of_its_file()
    {
        var path = TempFile.Path();
        var store = Open($"Data Source={path}");
        await store.Ledger.GrantAsync(Grant("g", 6));
        await store.FindAsync(Alice, JobId.New(DateTimeOffset.UnixEpoch));
        Assert.True(File.Exists($"{path}-wal"));

        await store.DisposeAsync();

        Assert.False(File.Exists($"{path}-wal"));
    }

    [Fact]
    public async Task A_read_that_fails_leaves_no_transaction_to_the_next_one()
    {
        await using var database = new SqliteDatabase($"Data Source={TempFile.Path()}");

        await Assert.ThrowsAsync<FormatException>(() => database.ReadAsync<int>(
            _ => throw new FormatException("A row that cannot be read."), TestContext.Current.CancellationToken));

        Assert.Equal(7, await database.ReadAsync(
            session => session.Find("SELECT 7", reader => reader.GetInt32(0)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_transaction_that_cannot_be_committed_fails_its_work_and_the_next_one_is_written()
    {
        await using var database = new SqliteDatabase(TempFile.ConnectionString());

        await Assert.ThrowsAsync<SqliteException>(() => database.WriteAsync(
            session =>
            {
                session.Run("ROLLBACK"); // As SQLite does by itself when the disk is full.
                return 0;
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(7, await database.WriteAsync(
            session => session.Find("SELECT 7", reader => reader.GetInt32(0)), TestContext.Current.CancellationToken));
    }

    private static SqliteJobStore Open(string connectionString) => new(new SqliteDatabase(connectionString), TimeProvider.System, new CreditOptions());

    private static GrantCredits Grant(string id, long amount) =>
        new() { Account = Alice, Grant = new GrantId(id), Amount = new Credits(amount) };

    private static FreezeCredits Freeze(string id) =>
        new() { Account = Alice, Hold = new HoldId(id), Amount = new Credits(2), Lifetime = TimeSpan.FromHours(1) };
}
