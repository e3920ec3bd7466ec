namespace Dressora.Ledger.Tests.Model;

internal sealed class NaiveHold(HoldOrigin origin, long amount, DateTimeOffset frozenAt, long sequence, IReadOnlyList<NaiveCredit> credits)
{
    public HoldOrigin Origin => origin;

    public long Amount => amount;

    public DateTimeOffset FrozenAt => frozenAt;

    public long Sequence => sequence;

    public IReadOnlyList<NaiveCredit> Credits => credits;

    public DateTimeOffset Deadline { get; set; }

    public string Status { get; set; } = "Open";

    /// <summary>What was there when there was not enough.</summary>
    public long Missed { get; init; }

    public long Charged { get; set; }

    public long Refunded { get; set; }
}
