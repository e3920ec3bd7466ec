namespace Dressora.Ledger.Tests.Model;

/// <summary>
/// An account as a child would keep it: every credit is a thing of its own, lying somewhere.
/// Shares no code with the core.
/// </summary>
internal sealed partial class NaiveAccount(TimeSpan replacementLifetime)
{
    private readonly List<NaiveGrant> _grants = [];
    private readonly Dictionary<string, NaiveHold> _holds = [];
    private readonly Dictionary<string, NaiveReceipt> _receipts = [];
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private long _sequence;

    public IReadOnlyList<NaiveGrant> Grants => _grants;

    public IReadOnlyDictionary<string, NaiveHold> Holds => _holds;

    public IReadOnlyDictionary<string, NaiveReceipt> Receipts => _receipts;

    public long Sequence => _sequence;

    /// <summary>Does an operation, and returns what it is answered with, and at which sequence.</summary>
    public (string Answer, long Sequence) Apply(CreditOperation operation, DateTimeOffset now)
    {
        now = Tick(now);
        return operation switch
        {
            GrantCredits grant => Now(Grant(grant, now)),
            FreezeCredits freeze => Freeze(freeze, now),
            ExtendCredits extend => Now(Extend(extend, now)),
            SettleCredits settle => Settle(settle, now),
            ReleaseCredits release => Now(Release(release, now)),
            RefundCredits refund => Refund(refund, now),
            RevokeCredits revoke => Revoke(revoke, now),
            AdjustCredits adjust => Adjust(adjust, now),
            _ => throw new InvalidOperationException(),
        };
    }

    public DateTimeOffset Tick(DateTimeOffset now)
    {
        now = now > _last ? now : _last;
        while (true)
        {
            var hold = _holds.Where(h => h.Value.Status == "Open" && h.Value.Deadline <= now)
                .OrderBy(h => h.Value.Deadline).ThenBy(h => h.Value.Sequence).FirstOrDefault();
            var grant = _grants.Where(g => g.IsExpired(now) && g.Lying("available").Count > 0)
                .OrderBy(g => g.Terms.ExpiresAt).ThenBy(g => g.Sequence).FirstOrDefault();
            if (hold.Value is null && grant is null)
            {
                return now;
            }

            if (hold.Value is not null && (grant is null || hold.Value.Deadline <= grant.Terms.ExpiresAt))
            {
                End(hold.Key, "TimedOut", 0, Later(hold.Value.Deadline), isForfeited: false);
            }
            else
            {
                Expire(grant!, Later(grant!.Terms.ExpiresAt!.Value));
            }
        }
    }

    private (string Answer, long Sequence) Now(string answer) => (answer, _sequence);

    private void Book(DateTimeOffset at)
    {
        _sequence++;
        _last = at;
    }

    private DateTimeOffset Later(DateTimeOffset at) => at > _last ? at : _last;

    private List<NaiveCredit> Spendable(DateTimeOffset now) => _grants
        .Where(grant => grant.Terms.EffectiveAt <= now && !grant.IsExpired(now))
        .OrderBy(grant => grant.Terms.Priority)
        .ThenBy(grant => grant.Terms.ExpiresAt ?? DateTimeOffset.MaxValue)
        .ThenBy(grant => grant.Terms.EffectiveAt)
        .ThenBy(grant => grant.Sequence)
        .SelectMany(grant => grant.Lying("available"))
        .ToList();

    private static void Move(IEnumerable<NaiveCredit> credits, string place)
    {
        foreach (var credit in credits.ToList())
        {
            credit.Place = place;
        }
    }

    private void Expire(NaiveGrant grant, DateTimeOffset at)
    {
        Move(grant.Lying("available"), "expired");
        Book(at);
    }

    private NaiveGrant Give(Func<long, GrantId> id, long amount, GrantTerms terms, DateTimeOffset at)
    {
        Book(at);
        var grant = new NaiveGrant(id(_sequence), amount, terms, _sequence);
        for (var i = 0; i < amount; i++)
        {
            grant.Credits.Add(new NaiveCredit(grant));
        }

        _grants.Add(grant);
        return grant;
    }

    /// <summary>What came back is first what is owed, then lost if its grant is over, then made good unless it was given up.</summary>
    private void ComeBack(IGrouping<NaiveGrant, NaiveCredit> returned, HoldId hold, bool isForfeited, DateTimeOffset at)
    {
        var grant = returned.Key;
        var owner = grant.Terms.Replaces is { } replaced ? _grants.Single(other => other.Id == replaced.Grant) : grant;
        var owed = returned.Take((int)owner.Owing).ToList();
        if (owed.Count > 0)
        {
            owner.Owing -= owed.Count;
            Move(owed, "revoked");
            Book(at);
        }

        if (grant.Lying("available").Count > 0 && grant.IsExpired(at))
        {
            var lost = returned.Count(credit => credit.Place == "available");
            Expire(grant, at);
            if (!isForfeited && grant.Terms.Replaces is null && lost > 0 && replacementLifetime > TimeSpan.Zero)
            {
                var terms = grant.Terms with { EffectiveAt = at, ExpiresAt = at + replacementLifetime, Replaces = new GrantReplacement(grant.Id, hold) };
                Give(GrantId.ForReplacement, lost, terms, at);
            }
        }
    }
}
