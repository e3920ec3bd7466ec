using CsCheck;

namespace Dressora.Ledger.Tests.Audits;

/// <summary>An account with its journal, as the book wrote them: by every operation, on a clock that steps back now and then.</summary>
internal sealed record Books(List<CreditEntry> Journal, AccountSnapshot Rows)
{
    public static readonly AccountId Alice = new("alice");
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Gen<Books> Any { get; } =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[-1, 6]).Array[1, 60]
            .Select(Gen.Bool, Write);

    /// <summary>Writes the account that a number determines, the same on every machine.</summary>
    public static Books Of(int seed)
    {
        var random = new Random(seed);
        return Write(
            [.. Enumerable.Range(0, 60).Select(_ => (random.Next(10), random.Next(5), random.Next(5), random.Next(4), random.Next(-1, 7)))],
            seed % 4 != 0);
    }

    /// <summary>Tells what an audit makes of it.</summary>
    public CreditVerification Verify()
    {
        var audit = new AccountAudit(Alice);
        Journal.ForEach(audit.Add);
        return audit.Complete(Rows);
    }

    private static Books Write((int Kind, int Id, int Amount, int Detail, int Later)[] acts, bool replaces)
    {
        var policies = new CreditOptions { ReplacementLifetime = replaces ? TimeSpan.FromSeconds(15) : TimeSpan.Zero };
        var book = AccountBook.Open(AccountSnapshot.Empty(Alice), policies);
        var now = Start;
        foreach (var (kind, id, amount, detail, later) in acts)
        {
            now += TimeSpan.FromSeconds(later);
            book.Apply(Operation(kind, id, amount, detail), now);
        }

        var changes = book.TakeChanges();
        return new Books([.. changes.Entries], new AccountSnapshot(changes.Account, changes.Grants, changes.Holds, changes.Receipts));
    }

    private static CreditOperation Operation(int kind, int id, int amount, int detail) => kind switch
    {
        0 or 1 => new GrantCredits
        {
            Account = Alice,
            Grant = new GrantId($"g{id}{detail % 2}"),
            Amount = new Credits((3 * amount) + 3),
            Priority = detail == 3 ? -1 : 0,
            ExpiresAt = detail == 0 ? null : Start + TimeSpan.FromSeconds(8 * (1 + id)),
            EffectiveAt = detail == 2 ? Start + TimeSpan.FromSeconds(6) : null,
            Metadata = detail == 1 ? "from a coupon" : null,
        },
        2 or 3 => new FreezeCredits
        {
            Account = Alice,
            Hold = new HoldId($"h{id}"),
            Amount = new Credits(amount),
            Lifetime = TimeSpan.FromSeconds(3 + (8 * detail)),
        },
        4 => new ExtendCredits { Account = Alice, Hold = new HoldId($"h{id}"), Lifetime = TimeSpan.FromSeconds(8 + (8 * amount)) },
        5 or 6 => new SettleCredits { Account = Alice, Hold = new HoldId($"h{id}"), Amount = new Credits(amount), Reacquire = true },
        7 => new ReleaseCredits { Account = Alice, Hold = new HoldId($"h{id}"), Reason = (ReleaseReason)(amount % 3) },
        8 when detail < 2 => new RefundCredits
        {
            Account = Alice,
            Hold = new HoldId(amount > 2 ? $"a{id}" : $"h{id}"),
            Key = new OperationKey($"k{id}{amount}{detail}"),
            Amount = new Credits(1 + detail),
        },
        8 => new RevokeCredits
        {
            Account = Alice,
            Grant = new GrantId($"g{id}{amount % 2}"),
            Key = new OperationKey($"k{id}{amount}{detail}"),
            Amount = detail == 3 ? null : new Credits(amount + 1),
            Note = detail == 3 ? "charged back" : null,
        },
        _ => new AdjustCredits { Account = Alice, Hold = new HoldId($"a{id}"), Amount = new Credits(1 + amount), Note = "a correction" },
    };
}
