namespace Dressora.Ledger;

/// <summary>What a store has loaded of an account, in any order; more than was asked for does no harm.</summary>
/// <param name="State">The account's row, or <see cref="AccountState.Empty"/>.</param>
/// <param name="Grants">Its grants.</param>
/// <param name="Holds">Its holds.</param>
/// <param name="Receipts">Its receipts.</param>
public sealed record AccountSnapshot(
    AccountState State,
    IReadOnlyCollection<CreditGrant> Grants,
    IReadOnlyCollection<CreditHold> Holds,
    IReadOnlyCollection<CreditReceipt> Receipts)
{
    /// <summary>Returns the rows of an account that nobody has granted anything.</summary>
    public static AccountSnapshot Empty(AccountId account) => new(AccountState.Empty(account), [], [], []);
}
