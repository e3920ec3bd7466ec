namespace Dressora;

/// <summary>
/// What a host may want to know about an account, told once it is on the disk. Closed: the cases
/// are the types that derive from it here.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="Sequence">The account's journal sequence by then. With the kind of event it makes a key for what must happen once.</param>
/// <param name="At">When it happened, by the ledger's clock.</param>
public abstract record CreditEvent(AccountId Account, long Sequence, DateTimeOffset At)
{
    /// <summary>
    /// What is available fell below <see cref="CreditOptions.LowBalance"/>.
    /// </summary>
    public sealed record LowBalance(AccountId Account, long Sequence, DateTimeOffset At, Credits Available)
        : CreditEvent(Account, Sequence, At);

    /// <summary>
    /// A grant will expire within <see cref="CreditOptions.ExpiryNotice"/> with something left.
    /// Told once for each grant; its sequence is the grant's.
    /// </summary>
    public sealed record GrantExpiring(
        AccountId Account, long Sequence, DateTimeOffset At, GrantId Grant, Credits Available, DateTimeOffset ExpiresAt)
        : CreditEvent(Account, Sequence, At);

    /// <summary>What a grant had left expired.</summary>
    public sealed record GrantExpired(AccountId Account, long Sequence, DateTimeOffset At, GrantId Grant, Credits Amount)
        : CreditEvent(Account, Sequence, At);

    /// <summary>A hold passed its deadline, and its credits went back.</summary>
    public sealed record HoldTimedOut(AccountId Account, long Sequence, DateTimeOffset At, HoldId Hold, Credits Amount)
        : CreditEvent(Account, Sequence, At);
}
