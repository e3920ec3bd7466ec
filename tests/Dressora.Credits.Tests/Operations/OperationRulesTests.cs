using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Operations;

public sealed class OperationRulesTests
{
    public static TheoryData<CreditOperation, string> Broken => new()
    {
        { Some.Grant("g", 0), "at least 1 cr" },
        { Some.Grant("g", -1), "at least 1 cr" },
        { Some.Grant("g", 1, expires: 5, effective: 5), "not after" },
        { Some.Grant("g", 1) with { Grant = default }, "grant id of the GrantCredits is empty" },
        { Some.Grant("g", 1) with { Account = default }, "account of the GrantCredits is empty" },
        { Some.Freeze("h", -1), "at least 0 cr" },
        { Some.Freeze("h", 1, lifetime: 0), "more than zero" },
        { Some.Freeze("h", 1, lifetime: -1), "more than zero" },
        { Some.Freeze("h", 1) with { Lifetime = FreezeCredits.LifetimeMax + TimeSpan.FromTicks(1) }, "at most 3650 days" },
        { Some.Freeze("h", 1) with { Lifetime = TimeSpan.MaxValue }, "at most 3650 days" },
        { Some.Freeze("h", 1) with { Hold = default }, "hold id of the FreezeCredits is empty" },
        { Some.Freeze("h", 1) with { Account = default }, "account of the FreezeCredits is empty" },
        { Some.Settle("h", -1), "at least 0 cr" },
        { Some.Settle("h", long.MinValue), "at least 0 cr" },
        { Some.Settle("h", 1) with { Hold = default }, "hold id of the SettleCredits is empty" },
        { new ExtendCredits { Account = Histories.Alice, Hold = new HoldId("h"), Lifetime = TimeSpan.Zero }, "more than zero" },
        { new RefundCredits { Account = Histories.Alice, Hold = new HoldId("h"), Key = new OperationKey("k"), Amount = Credits.Zero }, "at least 1 cr" },
        { new RefundCredits { Account = Histories.Alice, Hold = new HoldId("h"), Key = default, Amount = new Credits(1) }, "operation key of the RefundCredits is empty" },
        { new RevokeCredits { Account = Histories.Alice, Grant = new GrantId("g"), Key = new OperationKey("k"), Amount = Credits.Zero }, "at least 1 cr" },
        { new RevokeCredits { Account = Histories.Alice, Grant = default, Key = new OperationKey("k") }, "grant id of the RevokeCredits is empty" },
        { new AdjustCredits { Account = Histories.Alice, Hold = new HoldId("h"), Amount = Credits.Zero, Note = "n" }, "at least 1 cr" },
        { new AdjustCredits { Account = Histories.Alice, Hold = new HoldId("h"), Amount = new Credits(1), Note = " " }, "Note" },
        { new AdjustCredits { Account = Histories.Alice, Hold = HoldId.ForLateSettle(new HoldId("h")), Amount = new Credits(1), Note = "n" }, "late:h" },
        { Some.Extend("h") with { Hold = default }, "hold id of the ExtendCredits is empty" },
        { Some.Refund("k", "h", 1) with { Hold = default }, "hold id of the RefundCredits is empty" },
        { Some.Revoke("k", "g", 1) with { Key = default }, "operation key of the RevokeCredits is empty" },
        { Some.Revoke("k", "g", 1) with { Note = new string('n', RevokeCredits.NoteLengthMax + 1) }, "The Note may have at most" },
        { Some.Adjust("a", 1) with { Note = new string('n', AdjustCredits.NoteLengthMax + 1) }, "The Note may have at most" },
        { Some.Grant("g", 1) with { Metadata = new string('m', GrantCredits.MetadataLengthMax + 1) }, "The Metadata may have at most" },
        { Some.Grant("replacement:1", 1), "name the grant that it replaces" },
        { Some.Release("h", (ReleaseReason)99), "no such reason" },
        { Some.Release("h") with { Hold = default }, "hold id of the ReleaseCredits is empty" },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void A_broken_rule_is_named_before_anything_is_touched(CreditOperation operation, string rule)
    {
        Assert.Contains(rule, Assert.ThrowsAny<ArgumentException>(() => OperationRules.Validate(operation)).Message, StringComparison.Ordinal);

        var book = Shelf.Open(AccountState.Empty(Histories.Alice), [], []);
        Assert.ThrowsAny<ArgumentException>(() => book.Apply(operation, Till.Start));
        Assert.True(book.TakeChanges().IsEmpty);
    }

    [Fact]
    public void Nothing_is_not_an_operation() => Assert.Throws<ArgumentNullException>("operation", () => OperationRules.Validate(null!));

    [Fact]
    public void Zero_may_be_frozen_and_settled_and_an_expiry_may_have_passed()
    {
        OperationRules.Validate(Some.Freeze("h", 0));
        OperationRules.Validate(Some.Freeze("h", 0) with { Lifetime = FreezeCredits.LifetimeMax });
        OperationRules.Validate(Some.Settle("h", 0));
        OperationRules.Validate(Some.Grant("g", 1, expires: -5));
        OperationRules.Validate(Some.Grant("g", 1) with { Metadata = new string('m', GrantCredits.MetadataLengthMax) });
        OperationRules.Validate(Some.Adjust("a", 1) with { Note = new string('n', AdjustCredits.NoteLengthMax) });
        OperationRules.Validate(Some.Revoke("k", "g") with { Note = new string('n', RevokeCredits.NoteLengthMax) });
    }
}
