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
    public void A_plan_for_reading_names_the_account_alone()
    {
        var plan = LoadPlan.For(Histories.Alice);

        Assert.Equal((Histories.Alice, 0, 0), (plan.Account, plan.Grants.Count, plan.Holds.Count));
    }
}
