namespace Dressora;

/// <summary>What came of verifying every account of a ledger.</summary>
/// <param name="Accounts">How many accounts were verified.</param>
/// <param name="Entries">How many journal entries they had.</param>
/// <param name="Unsound">Every account that is not sound, in the order of the accounts.</param>
public sealed record LedgerVerification(long Accounts, long Entries, IReadOnlyList<CreditVerification> Unsound)
{
    /// <summary>Gets whether all is well.</summary>
    public bool IsSound => Unsound.Count == 0;
}
