namespace Dressora.Ledger;

/// <summary>
/// What a store loads of an account before operations are applied: its row; the holds in <see cref="Holds"/> and every open hold whose
/// deadline has come; every grant with something available, the grants in <see cref="Grants"/>, and those on the lines of the loaded holds.
/// </summary>
/// <param name="Account">The account. Lock it first, in a statement of its own.</param>
/// <param name="Grants">The grants that the operations name.</param>
/// <param name="Holds">The holds that the operations name.</param>
public sealed record LoadPlan(AccountId Account, IReadOnlyCollection<GrantId> Grants, IReadOnlyCollection<HoldId> Holds)
{
    /// <summary>Makes the plan for reading a balance, or for ticking alone.</summary>
    public static LoadPlan For(AccountId account) => new(account, [], []);

    /// <summary>Makes the plan for one operation.</summary>
    public static LoadPlan For(CreditOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation switch
        {
            GrantCredits grant => new LoadPlan(grant.Account, [grant.Grant], []),
            FreezeCredits freeze => new LoadPlan(freeze.Account, [], [freeze.Hold]),
            SettleCredits settle => new LoadPlan(settle.Account, [], [settle.Hold]),
            ReleaseCredits release => new LoadPlan(release.Account, [], [release.Hold]),
            _ => throw new ArgumentException($"There is no operation {operation.GetType().Name}.", nameof(operation)),
        };
    }
}
