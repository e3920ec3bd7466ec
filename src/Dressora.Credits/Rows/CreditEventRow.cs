namespace Dressora.Ledger;

/// <summary>An event as a row, for stores that keep an outbox, beside its account, sequence and time.</summary>
/// <param name="Kind">Its type: a number that is in databases and never changes.</param>
/// <param name="Subject">The id of the grant or the hold that it is about; empty for the account itself.</param>
/// <param name="Amount">How much it is about.</param>
/// <param name="ExpiresAt">When the grant expires, for a notice of that.</param>
public sealed record CreditEventRow(int Kind, string Subject, Credits Amount, DateTimeOffset? ExpiresAt)
{
    /// <summary>The kind of <see cref="CreditEvent.GrantExpiring"/>, which a store may make itself.</summary>
    public const int GrantExpiring = 2;

    private const int LowBalance = 1;
    private const int GrantExpired = 3;
    private const int HoldTimedOut = 4;

    /// <summary>Makes the row of an event.</summary>
    /// <exception cref="ArgumentException">There is no such event.</exception>
    public static CreditEventRow Of(CreditEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened switch
        {
            CreditEvent.LowBalance low => new(LowBalance, string.Empty, low.Available, null),
            CreditEvent.GrantExpiring soon => new(GrantExpiring, soon.Grant.Value, soon.Available, soon.ExpiresAt),
            CreditEvent.GrantExpired expired => new(GrantExpired, expired.Grant.Value, expired.Amount, null),
            CreditEvent.HoldTimedOut hold => new(HoldTimedOut, hold.Hold.Value, hold.Amount, null),
            _ => throw new ArgumentException($"There is no event {happened.GetType().Name}.", nameof(happened)),
        };
    }

    /// <summary>Makes the event of a row.</summary>
    /// <param name="account">Its account.</param>
    /// <param name="sequence">The sequence that it came with.</param>
    /// <param name="at">When it happened.</param>
    /// <exception cref="InvalidOperationException">The row is of a type that this version does not know.</exception>
    public CreditEvent ToEvent(AccountId account, long sequence, DateTimeOffset at) => Kind switch
    {
        LowBalance => new CreditEvent.LowBalance(account, sequence, at, Amount),
        GrantExpiring => new CreditEvent.GrantExpiring(account, sequence, at, new GrantId(Subject), Amount, ExpiresAt!.Value),
        GrantExpired => new CreditEvent.GrantExpired(account, sequence, at, new GrantId(Subject), Amount),
        HoldTimedOut => new CreditEvent.HoldTimedOut(account, sequence, at, HoldId.Parse(Subject), Amount),
        _ => throw new InvalidOperationException($"There is no event of kind {Kind} in this version."),
    };
}
