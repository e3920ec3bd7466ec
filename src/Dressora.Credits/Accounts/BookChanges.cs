namespace Dressora.Ledger;

/// <summary>What a store has to save, all of it in one transaction. Empty when nothing changed.</summary>
/// <param name="Account">The account's row.</param>
/// <param name="Grants">The grants that are new or changed.</param>
/// <param name="Holds">The holds that are new or changed.</param>
/// <param name="Receipts">The new receipts.</param>
/// <param name="Entries">The new journal entries, in order.</param>
/// <param name="Events">What those who listen are to be told, in order.</param>
public sealed record BookChanges(
    AccountState Account,
    IReadOnlyList<CreditGrant> Grants,
    IReadOnlyList<CreditHold> Holds,
    IReadOnlyList<CreditReceipt> Receipts,
    IReadOnlyList<CreditEntry> Entries,
    IReadOnlyList<CreditEvent> Events)
{
    /// <summary>
    /// Gets whether there is nothing to save: whatever changes has an entry in the journal.
    /// </summary>
    public bool IsEmpty => Entries.Count == 0;
}
