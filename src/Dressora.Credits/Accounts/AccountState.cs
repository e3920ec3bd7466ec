namespace Dressora.Ledger;

/// <summary>The row of an account: the one place that every operation on it locks.</summary>
/// <param name="Account">The account.</param>
/// <param name="Sequence">The sequence of its newest journal entry; 0 before the first.</param>
/// <param name="LastAt">When that entry was booked. Time never runs backwards for an account, whatever the clock does.</param>
/// <param name="Available">What its grants have available, credits that are not yet effective included.</param>
/// <param name="Held">What its open holds reserve.</param>
public sealed record AccountState(AccountId Account, long Sequence, DateTimeOffset LastAt, Credits Available, Credits Held)
{
    /// <summary>Returns the state of an account that nobody has granted anything.</summary>
    public static AccountState Empty(AccountId account) => new(account, 0, DateTimeOffset.MinValue, Credits.Zero, Credits.Zero);
}
