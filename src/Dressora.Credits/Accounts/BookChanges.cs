namespace Dressora.Ledger;

/// <summary>What a store has to save, all of it in one transaction. Empty when nothing changed.</summary>
/// <param name="Account">The account's row.</param>
/// <param name="Grants">The grants that are new or changed.</param>
/// <param name="Holds">The holds that are new or changed.</param>
/// <param name="Entries">The new journal entries, in order.</param>
public sealed record BookChanges(
    AccountState Account,
    IReadOnlyList<CreditGrant> Grants,
    IReadOnlyList<CreditHold> Holds,
    IReadOnlyList<CreditEntry> Entries)
{
    /// <summary>Gets whether there is nothing to save.</summary>
    public bool IsEmpty => Entries.Count == 0;
}
