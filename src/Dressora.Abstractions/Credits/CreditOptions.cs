namespace Dressora;

/// <summary>
/// The policies of the ledger. Bound from <c>Dressora:Credits</c>. What was booked under one
/// policy stays as it is when the policy changes.
/// </summary>
/// <remarks>Read once, when the ledger is opened.</remarks>
public sealed class CreditOptions
{
    /// <summary>
    /// Gets or sets how long credits live on that come back after their grant has expired, because
    /// the work failed, timed out, or was refunded: they return as a replacement grant. After the
    /// user's own cancel they are forfeited.
    /// </summary>
    /// <value>
    /// The default is 24 hours; from zero, which forfeits them always, to 366 days.
    /// </value>
    public TimeSpan ReplacementLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets or sets below how many available credits an account counts as low; an event tells of
    /// it each time the balance falls below.
    /// </summary>
    /// <value>The default is 0, which is never; from 0 to <see cref="long.MaxValue"/>.</value>
    public long LowBalance { get; set; }

    /// <summary>
    /// Gets or sets how long before a grant expires an event tells of it, while some of it is
    /// available.
    /// </summary>
    /// <value>The default is zero, which is not at all; at most 366 days.</value>
    public TimeSpan ExpiryNotice { get; set; }
}
