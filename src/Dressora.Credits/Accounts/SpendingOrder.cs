namespace Dressora.Ledger;

/// <summary>
/// First in, first out by nearest expiry: priority, expiry with never last, effective date, then
/// sequence. A total order.
/// </summary>
public sealed class SpendingOrder : IComparer<CreditGrant>
{
    private SpendingOrder()
    {
    }

    /// <summary>Gets the order.</summary>
    public static SpendingOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(CreditGrant? x, CreditGrant? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byPriority = x.Priority.CompareTo(y.Priority);
        if (byPriority != 0)
        {
            return byPriority;
        }

        var byExpiry = (x.ExpiresAt ?? DateTimeOffset.MaxValue).CompareTo(y.ExpiresAt ?? DateTimeOffset.MaxValue);
        if (byExpiry != 0)
        {
            return byExpiry;
        }

        var byEffect = x.EffectiveAt.CompareTo(y.EffectiveAt);
        return byEffect != 0 ? byEffect : x.Sequence.CompareTo(y.Sequence);
    }
}
