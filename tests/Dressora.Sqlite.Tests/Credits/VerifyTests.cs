namespace Dressora.Sqlite.Tests.Ledger;

/// <summary>A file that somebody has changed behind the ledger's back.</summary>
public sealed class VerifyTests : IAsyncLifetime
{
    private static readonly AccountId Alice = new("alice");

    private readonly string _file = TempFile.ConnectionString();

    [Theory]
    [InlineData("UPDATE entries SET available_after = available_after + 1 WHERE sequence = 2", 2L, "I16")]
    [InlineData("UPDATE entries SET movements = '[[\"g\",-4,4,0,0,0]]' WHERE sequence = 2", 2L, "I13")]
    [InlineData("UPDATE entries SET movements = '{}' WHERE sequence = 2", 2L, "I5")]
    [InlineData("UPDATE entries SET kind = 99 WHERE sequence = 3", 3L, "I5")]
    [InlineData("DELETE FROM entries WHERE sequence = 2", 2L, "I16")]
    [InlineData("DELETE FROM entries WHERE sequence = 3", 3L, "I16")]
    [InlineData("UPDATE accounts SET available = available + 1", null, "I2")]
    [InlineData("UPDATE grants SET available = available + 1, settled = settled - 1", null, "I2")]
    [InlineData("UPDATE holds SET lines = '[[\"g\",3,3,0,3]]'", null, "I5")]
    [InlineData("UPDATE holds SET lines = '7'", null, "I5")]
    [InlineData("DELETE FROM holds", null, "I5")]
    public async Task What_was_changed_is_named(string sql, long? entry, string rule)
    {
        using (var raw = RawFile.Open(_file))
        {
            foreach (var guard in new[] { "entries_stay", "entries_remain", "grants_are_fixed", "holds_are_fixed", "holds_end_once", "holds_remain" })
            {
                RawFile.Execute(raw, $"DROP TRIGGER {guard}");
            }

            RawFile.Execute(raw, sql);
        }

        await using var store = Open();
        var problem = (await store.Ledger.VerifyAsync(Alice, TestContext.Current.CancellationToken)).Problem;

        Assert.Equal((entry, rule), (problem?.Sequence, problem?.Rule));
    }

    public async ValueTask InitializeAsync()
    {
        await using var store = Open();
        await store.Ledger.GrantAsync(new() { Account = Alice, Grant = new("g"), Amount = new(10) });
        await store.Ledger.FreezeAsync(new() { Account = Alice, Hold = new("h"), Amount = new(3), Lifetime = TimeSpan.FromHours(1) });
        await store.Ledger.SettleAsync(new() { Account = Alice, Hold = new("h"), Amount = new(3) });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SqliteJobStore Open() => new(new SqliteDatabase(_file), TimeProvider.System, new CreditOptions());
}
