using Microsoft.Extensions.Time.Testing;

namespace Dressora.Sqlite.Tests.Ledger;

public sealed class SweepTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly SqliteJobStore _store;

    public SweepTests() => _store = new SqliteJobStore(
        new SqliteDatabase(TempFile.ConnectionString()), _clock, new CreditOptions { ExpiryNotice = TimeSpan.FromDays(3) });

    private ICreditLedger Ledger => _store.Ledger;

    [Fact]
    public async Task What_is_due_is_booked_up_to_the_limit_and_the_rest_the_next_time()
    {
        foreach (var account in new[] { "a", "b", "c" })
        {
            await GrantAsync(account, "g", TimeSpan.FromHours(1));
        }

        await FreezeAsync("a", TimeSpan.FromMinutes(1));
        await FreezeAsync("b", TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromHours(1));

        var swept = new[] { await SweepAsync(2), await SweepAsync(2), await SweepAsync(2) };

        Assert.Equal([2, 1, 0], swept);
    }

    [Fact]
    public async Task A_notice_is_given_once_while_something_is_left()
    {
        await GrantAsync("a", "soon", TimeSpan.FromDays(2));
        await GrantAsync("a", "later", TimeSpan.FromDays(5));
        await GrantAsync("b", "never", null);

        var first = await SweepAsync(10);
        var second = await SweepAsync(10);
        _clock.Advance(TimeSpan.FromDays(3));
        await SweepAsync(10);
        var told = new List<CreditEvent>();
        while (await Ledger.Outbox!.LeaseAsync(1, TimeSpan.FromMinutes(1), Token) is [var next])
        {
            told.Add(next.Event);
            await Ledger.Outbox.RemoveAsync(next.Id, Token);
        }

        Assert.Equal((1, 0), (first, second));
        Assert.Equal(
            ["soon GrantExpiring", "soon GrantExpired", "later GrantExpiring"],
            told.Select(happened => happened switch
            {
                CreditEvent.GrantExpiring soon => $"{soon.Grant} {nameof(CreditEvent.GrantExpiring)}",
                CreditEvent.GrantExpired over => $"{over.Grant} {nameof(CreditEvent.GrantExpired)}",
                _ => happened.ToString(),
            }));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<int> SweepAsync(int limit) => Ledger.SweepAsync(limit, Token);

    private Task GrantAsync(string account, string grant, TimeSpan? lifetime) => Ledger.GrantAsync(
        new() { Account = new(account), Grant = new(grant), Amount = new(5), ExpiresAt = _clock.GetUtcNow() + lifetime }, Token);

    private Task FreezeAsync(string account, TimeSpan lifetime) => Ledger.FreezeAsync(
        new() { Account = new(account), Hold = new("h"), Amount = new(1), Lifetime = lifetime }, Token);
}
