namespace Dressora.Ledger.Tests.Model;

/// <summary>One account on a shelf, and a clock that is told the minute. Times are minutes since the start.</summary>
internal sealed class Till
{
    public static readonly DateTimeOffset Start = Histories.Start;

    public Shelf Shelf { get; } = new(Histories.Alice);

    public DateTimeOffset Now { get; private set; } = Start;

    public IEnumerable<CreditEntryKind> Kinds => Shelf.Journal.Select(entry => entry.Kind);

    public Till At(double minute)
    {
        Now = Minute(minute);
        return this;
    }

    public static DateTimeOffset Minute(double minute) => Start + TimeSpan.FromMinutes(minute);

    public GrantResult Grant(string id, long amount, double? expires = null, int priority = 0, double? effective = null) =>
        Apply<GrantResult>(Some.Grant(id, amount, expires, priority, effective));

    public FreezeResult Freeze(string id, long amount, double lifetime = 60) => Apply<FreezeResult>(Some.Freeze(id, amount, lifetime));

    public SettleResult Settle(string id, long amount) => Apply<SettleResult>(Some.Settle(id, amount));

    public ReleaseResult Release(string id, ReleaseReason reason = ReleaseReason.Failed) =>
        Apply<ReleaseResult>(Some.Release(id, reason));

    public CreditHold Hold(string id) => Shelf.Holds.Single(hold => hold.Id.Value == id);

    public CreditGrant GrantOf(string id) => Shelf.Grants.Single(grant => grant.Id.Value == id);

    /// <summary>Returns what a grant has available, held, settled and expired.</summary>
    public (long Available, long Held, long Settled, long Expired) Buckets(string id) =>
        GrantOf(id) is var grant ? (grant.Available.Value, grant.Held.Value, grant.Settled.Value, grant.Expired.Value) : default;

    /// <summary>Returns which grant gave what to a hold.</summary>
    public IEnumerable<(string Grant, long Held)> Lines(string hold) => Hold(hold).Lines.Select(line => (line.Grant.Value, line.Held.Value));

    private T Apply<T>(CreditOperation operation)
        where T : CreditResult
    {
        var result = Assert.IsType<T>(Shelf.Apply(operation, Now), exactMatch: false);
        Invariants.Check(Shelf);
        return result;
    }
}
