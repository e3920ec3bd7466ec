namespace Dressora.Ledger;

/// <summary>
/// What a store loads of an account before operations are applied: its row; the holds in
/// <see cref="Holds"/> and every open hold whose deadline has come; every grant with something
/// available; the grants in <see cref="Grants"/> with those that replace them; the grants on the
/// lines of the loaded holds; those that any of these grants replaces; the receipts of
/// <see cref="Keys"/>.
/// </summary>
/// <param name="Account">The account. Lock it first, in a statement of its own.</param>
/// <param name="Grants">The grants that the operations name.</param>
/// <param name="Holds">The holds that the operations name.</param>
/// <param name="Keys">The keys that the operations carry.</param>
public sealed record LoadPlan(
    AccountId Account, IReadOnlyCollection<GrantId> Grants, IReadOnlyCollection<HoldId> Holds, IReadOnlyCollection<OperationKey> Keys)
{
    /// <summary>Makes the plan for reading a balance, or for ticking alone.</summary>
    public static LoadPlan For(AccountId account) => new(account, [], [], []);

    /// <summary>Makes the plan for one operation.</summary>
    public static LoadPlan For(CreditOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation switch
        {
            GrantCredits grant => new LoadPlan(grant.Account, [grant.Grant], [], []),
            FreezeCredits freeze => new LoadPlan(freeze.Account, [], [freeze.Hold], []),
            ExtendCredits extend => new LoadPlan(extend.Account, [], [extend.Hold], []),
            SettleCredits { Reacquire: true } settle => new LoadPlan(settle.Account, [], WithLate(settle.Hold), []),
            SettleCredits settle => new LoadPlan(settle.Account, [], [settle.Hold], []),
            ReleaseCredits release => new LoadPlan(release.Account, [], [release.Hold], []),
            RefundCredits refund => new LoadPlan(refund.Account, [], WithLate(refund.Hold), [refund.Key]),
            RevokeCredits revoke => new LoadPlan(revoke.Account, [revoke.Grant], [], [revoke.Key]),
            AdjustCredits adjust => new LoadPlan(adjust.Account, [], [adjust.Hold], []),
            _ => throw new ArgumentException($"There is no operation {operation.GetType().Name}.", nameof(operation)),
        };
    }

    /// <summary>Makes the plan for several operations on one account.</summary>
    /// <exception cref="ArgumentException">The operations are of several accounts, or there are none.</exception>
    public static LoadPlan For(IReadOnlyCollection<CreditOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var plans = operations.Select(For).ToList();
        return plans.DistinctBy(plan => plan.Account).Count() == 1
            ? new LoadPlan(
                plans[0].Account,
                plans.SelectMany(plan => plan.Grants).ToHashSet(),
                plans.SelectMany(plan => plan.Holds).ToHashSet(),
                plans.SelectMany(plan => plan.Keys).ToHashSet())
            : throw new ArgumentException("The operations must be of one account.", nameof(operations));
    }

    private static HoldId[] WithLate(HoldId hold) => [hold, HoldId.ForLateSettle(hold)];
}
