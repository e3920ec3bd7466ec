namespace Dressora.Ledger.Tests.Model;

internal sealed class NaiveHold(long amount, DateTimeOffset deadline, long sequence, IReadOnlyList<NaiveCredit> credits)
{
    public long Amount => amount;

    public DateTimeOffset Deadline => deadline;

    public long Sequence => sequence;

    public IReadOnlyList<NaiveCredit> Credits => credits;

    public string Status { get; set; } = "Open";

    public long Charged { get; set; }
}
