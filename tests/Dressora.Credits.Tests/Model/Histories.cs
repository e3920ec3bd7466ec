using CsCheck;

namespace Dressora.Ledger.Tests.Model;

/// <summary>Random histories: few ids, so that keys come again with the same and with other payloads; amounts near the balance; times near now.</summary>
internal static class Histories
{
    public static readonly AccountId Alice = new("alice");
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Gen<Act[]> All { get; } = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[-1, 6], Gen.Int[0, 3])
        .Select(values => new Act(Operation(values.Item1, values.Item2, values.Item3, values.Item5), TimeSpan.FromSeconds(values.Item4)))
        .Array[1, 40];

    private static CreditOperation Operation(int kind, int id, int amount, int detail) => kind switch
    {
        0 => new GrantCredits
        {
            Account = Alice,
            Grant = new GrantId($"g{id}"),
            Amount = new Credits(amount + 1),
            Priority = detail == 3 ? -1 : 0,
            ExpiresAt = detail == 0 ? null : Start + TimeSpan.FromSeconds(10 * (1 + (id % 2))),
            EffectiveAt = detail == 2 ? Start + TimeSpan.FromSeconds(5) : null,
        },
        1 => new FreezeCredits
        {
            Account = Alice,
            Hold = new HoldId($"h{id}"),
            Amount = new Credits(amount),
            Lifetime = TimeSpan.FromSeconds(1 + (4 * detail)),
        },
        2 => new SettleCredits { Account = Alice, Hold = new HoldId($"h{id}"), Amount = new Credits(amount) },
        _ => new ReleaseCredits { Account = Alice, Hold = new HoldId($"h{id}"), Reason = ReleaseReason.Failed },
    };
}
