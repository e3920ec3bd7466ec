using CsCheck;

namespace Dressora.Ledger.Tests.Model;

/// <summary>
/// Random histories of every operation: few ids, so that keys come again with the same and with
/// other payloads; amounts near the balance; deadlines and expiries near now, often at the same
/// instant; clocks that step back, and now and then a whole day, in which replacements expire.
/// </summary>
internal static class Histories
{
    public static readonly AccountId Alice = new("alice");
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly int Divisor =
        int.TryParse(Environment.GetEnvironmentVariable("DRESSORA_TEST_EFFORT"), out var divisor) && divisor > 0 ? divisor : 1;

    private static readonly Gen<Act[]> Anything = Gen.Select(
            Gen.Int[0, 13], Gen.Int[0, 4], Gen.Int[0, 6], Gen.Frequency((30, Gen.Int[0, 3]), (4, Gen.Int[-2, 12]), (2, Gen.Const(90_000))), Gen.Int[0, 7])
        .Select(values => new Act(Operation(values.Item1, values.Item2, values.Item3, values.Item5), TimeSpan.FromSeconds(values.Item4)))
        .Array[1, 40];

    // A hold on credits that replaced others, a day later: luck alone would rarely come so far.
    private static readonly Act[] OnAReplacement =
    [
        new(Grant(0, 4, 5), TimeSpan.Zero),
        new(Some.Freeze("h0", 4, lifetime: 60), TimeSpan.Zero),
        new(Some.Release("h0"), TimeSpan.FromSeconds(9)),
        new(Some.Freeze("h1", 4, lifetime: 3000), TimeSpan.Zero),
        new(Some.Freeze("h2", 1, lifetime: 1), TimeSpan.FromDays(1)),
    ];

    public static Gen<Act[]> All { get; } = Gen.Select(
        Gen.Int[0, 3], Anything, (luck, acts) => luck == 0 ? [.. OnAReplacement, .. acts] : acts);

    /// <summary>How many histories: as many as usual, or one in DRESSORA_TEST_EFFORT where each test runs thousands of times.</summary>
    public static int Count(int usual) => Math.Max(1, usual / Divisor);

    private static CreditOperation Operation(int kind, int id, int amount, int detail) => kind switch
    {
        0 or 1 => Grant(id, amount, detail),
        2 or 3 or 4 => new FreezeCredits
        {
            Account = Alice,
            Hold = new HoldId($"h{id}"),
            Amount = new Credits(amount),
            Lifetime = detail is 5 or 6 ? TimeSpan.FromDays(2) : TimeSpan.FromSeconds(1 + (7 * (detail % 4))),
            RememberDenial = detail < 6,
        },
        5 or 6 => new SettleCredits { Account = Alice, Hold = new HoldId($"h{id}"), Amount = new Credits(amount), Reacquire = detail % 2 == 0 },
        7 or 8 => new ReleaseCredits
        {
            Account = Alice,
            Hold = new HoldId($"h{id}"),
            Reason = detail < 3 ? ReleaseReason.Canceled : ReleaseReason.Failed,
        },
        9 => new ExtendCredits { Account = Alice, Hold = new HoldId($"h{id}"), Lifetime = TimeSpan.FromSeconds(1 + (5 * detail)) },
        10 or 11 => new RefundCredits
        {
            Account = Alice,
            Hold = new HoldId($"h{id}"),
            Key = new OperationKey($"k{id % 3}"),
            Amount = new Credits(1 + (amount % 2)),
        },
        12 => new RevokeCredits
        {
            Account = Alice,
            Grant = new GrantId($"g{id}"),
            Key = new OperationKey($"k{detail}"),
            Amount = amount == 0 ? null : new Credits(amount),
        },
        _ => new AdjustCredits { Account = Alice, Hold = new HoldId($"h{id}"), Amount = new Credits(amount + 1), Note = "by hand" },
    };

    private static GrantCredits Grant(int id, int amount, int detail) => new()
    {
        Account = Alice,
        Grant = new GrantId($"g{id}"),
        Amount = new Credits(amount + 1),
        Priority = detail == 3 ? -1 : 0,
        ExpiresAt = detail == 0 ? null : Start + TimeSpan.FromSeconds(8 * (1 + (detail % 5))),
        EffectiveAt = detail == 2 ? Start + TimeSpan.FromSeconds(5) : null,
        Metadata = detail == 4 ? "a pack" : null,
    };
}
