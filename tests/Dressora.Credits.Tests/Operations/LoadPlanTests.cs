using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Operations;

public sealed class LoadPlanTests
{
    [Fact]
    public void A_plan_names_what_its_operation_names()
    {
        Assert.Equal("g", Assert.Single(LoadPlan.For(Some.Grant("g", 1)).Grants).Value);
        Assert.Equal("f", Assert.Single(LoadPlan.For(Some.Freeze("f", 1)).Holds).Value);
        Assert.Equal("s", Assert.Single(LoadPlan.For(Some.Settle("s", 1)).Holds).Value);
        Assert.Equal("r", Assert.Single(LoadPlan.For(Some.Release("r")).Holds).Value);
    }

    [Fact]
    public void A_plan_names_an_extended_and_an_adjusted_hold()
    {
        Assert.Equal("e", Assert.Single(LoadPlan.For(Some.Extend("e")).Holds).Value);
        Assert.Equal("a", Assert.Single(LoadPlan.For(Some.Adjust("a", 1)).Holds).Value);
    }

    [Fact]
    public void A_plan_for_a_late_settle_and_for_a_refund_names_the_hold_that_charged_late()
    {
        Assert.Equal(["s", "late:s"], LoadPlan.For(Some.Settle("s", 1) with { Reacquire = true }).Holds.Select(hold => hold.Value));
        Assert.Equal(["s", "late:s"], LoadPlan.For(Some.Refund("k", "s", 1)).Holds.Select(hold => hold.Value));
    }

    [Fact]
    public void A_plan_for_a_correction_names_its_key_and_target()
    {
        var (refund, revoke) = (LoadPlan.For(Some.Refund("k", "s", 1)), LoadPlan.For(Some.Revoke("l", "g")));

        Assert.Equal("k", Assert.Single(refund.Keys).Value);
        Assert.Empty(refund.Grants);
        Assert.Equal(("l", "g"), (Assert.Single(revoke.Keys).Value, Assert.Single(revoke.Grants).Value));
        Assert.Empty(revoke.Holds);
    }

    [Fact]
    public void A_plan_for_several_operations_names_everything_once()
    {
        var plan = LoadPlan.For([Some.Grant("g", 1), Some.Freeze("h", 1), Some.Settle("h", 1), Some.Revoke("k", "g"), Some.Refund("k", "h", 1)]);

        Assert.Equal(Histories.Alice, plan.Account);
        Assert.Equal("g", Assert.Single(plan.Grants).Value);
        Assert.Equal(["h", "late:h"], plan.Holds.Select(hold => hold.Value).Order());
        Assert.Equal("k", Assert.Single(plan.Keys).Value);
    }

    [Fact]
    public void A_plan_is_of_one_account()
    {
        var mixed = Assert.Throws<ArgumentException>(
            "operations", () => LoadPlan.For([Some.Grant("g", 1), Some.Grant("g", 1) with { Account = new AccountId("bob") }]));
        Assert.Contains("must be of one account", mixed.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LoadPlan.For(Array.Empty<CreditOperation>()));
        Assert.Throws<ArgumentNullException>("operation", () => LoadPlan.For((CreditOperation)null!));
        Assert.Throws<ArgumentNullException>("operations", () => LoadPlan.For((IReadOnlyCollection<CreditOperation>)null!));
    }

    [Fact]
    public void A_plan_for_reading_names_the_account_alone()
    {
        var plan = LoadPlan.For(Histories.Alice);

        Assert.Equal((Histories.Alice, 0, 0), (plan.Account, plan.Grants.Count, plan.Holds.Count));
    }
}
