namespace Dressora.Ledger.Tests.Model;

/// <summary>An account as a child would keep it: every credit is a thing of its own, lying somewhere. Shares no code with the core.</summary>
internal sealed class NaiveAccount
{
    private readonly List<NaiveCredit> _credits = [];
    private readonly Dictionary<string, NaiveHold> _holds = [];
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    public long Sequence { get; private set; }

    public IReadOnlyList<NaiveCredit> Credits => _credits;

    public IReadOnlyDictionary<string, NaiveHold> Holds => _holds;

    public string Apply(CreditOperation operation, DateTimeOffset now)
    {
        now = Tick(now);
        return operation switch
        {
            GrantCredits grant => Grant(grant, now),
            FreezeCredits freeze => Freeze(freeze, now),
            SettleCredits settle => Settle(settle, now),
            ReleaseCredits release => Release(release, now),
            _ => throw new InvalidOperationException(),
        };
    }

    public DateTimeOffset Tick(DateTimeOffset now)
    {
        now = now > _last ? now : _last;
        while (true)
        {
            var hold = _holds.Values.Where(h => h.Status == "Open" && h.Deadline <= now).OrderBy(h => h.Deadline).ThenBy(h => h.Sequence).FirstOrDefault();
            var credit = _credits.Where(c => c.Place == "available" && c.Grant.ExpiresAt <= now)
                .OrderBy(c => c.Grant.ExpiresAt).ThenBy(c => c.GrantSequence).FirstOrDefault();
            if (hold is null && credit is null)
            {
                return now;
            }

            if (hold is not null && (credit is null || hold.Deadline <= credit.Grant.ExpiresAt))
            {
                End(hold, "TimedOut", 0, Later(hold.Deadline));
            }
            else
            {
                Expire(credit!.Grant.Grant, Later(credit.Grant.ExpiresAt!.Value));
            }
        }
    }

    public long Spendable(DateTimeOffset now) => Spendables(now).Count();

    private string Grant(GrantCredits grant, DateTimeOffset now)
    {
        if (_credits.FirstOrDefault(c => c.Grant.Grant == grant.Grant) is { } known)
        {
            var same = known.Grant.Amount == grant.Amount && known.Grant.Priority == grant.Priority && known.Grant.ExpiresAt == grant.ExpiresAt
                && (grant.EffectiveAt is null || known.EffectiveAt == grant.EffectiveAt);
            return same ? "Replayed" : "Conflict";
        }

        Book(now);
        for (var i = 0; i < grant.Amount.Value; i++)
        {
            _credits.Add(new NaiveCredit(grant, grant.EffectiveAt ?? now, Sequence));
        }

        if (grant.ExpiresAt <= now)
        {
            Expire(grant.Grant, now);
        }

        return "Granted";
    }

    private string Freeze(FreezeCredits freeze, DateTimeOffset now)
    {
        if (_holds.TryGetValue(freeze.Hold.Value, out var known))
        {
            return known.Amount == freeze.Amount.Value ? "Replayed" : "Conflict";
        }

        var credits = Spendables(now).Take((int)freeze.Amount.Value).ToList();
        if (credits.Count < freeze.Amount.Value)
        {
            return "Insufficient";
        }

        Book(now);
        credits.ForEach(credit => credit.Place = "held");
        _holds.Add(freeze.Hold.Value, new NaiveHold(freeze.Amount.Value, now + freeze.Lifetime, Sequence, credits));
        return "Frozen";
    }

    private string Settle(SettleCredits settle, DateTimeOffset now)
    {
        if (!_holds.TryGetValue(settle.Hold.Value, out var hold))
        {
            return "Refused";
        }

        if (hold.Status == "Open" && settle.Amount.Value <= hold.Amount)
        {
            End(hold, "Settled", (int)settle.Amount.Value, now);
            return "Settled";
        }

        return hold.Status == "Settled" && hold.Charged == settle.Amount.Value ? "Replayed" : "Refused";
    }

    private string Release(ReleaseCredits release, DateTimeOffset now)
    {
        if (!_holds.TryGetValue(release.Hold.Value, out var hold) || hold.Status == "Settled")
        {
            return "Refused";
        }

        if (hold.Status != "Open")
        {
            return "Replayed";
        }

        End(hold, "Released", 0, now);
        return "Released";
    }

    private void End(NaiveHold hold, string status, int charge, DateTimeOffset at)
    {
        hold.Status = status;
        hold.Charged = charge;
        for (var i = 0; i < hold.Credits.Count; i++)
        {
            hold.Credits[i].Place = i < charge ? "settled" : "available";
        }

        Book(at);
        foreach (var grant in hold.Credits.Select(c => c.Grant).Distinct().ToList())
        {
            if (grant.ExpiresAt <= at && _credits.Any(c => c.Grant == grant && c.Place == "available"))
            {
                Expire(grant.Grant, at);
            }
        }
    }

    private void Expire(GrantId grant, DateTimeOffset at)
    {
        foreach (var credit in _credits.Where(c => c.Grant.Grant == grant && c.Place == "available"))
        {
            credit.Place = "expired";
        }

        Book(at);
    }

    private void Book(DateTimeOffset at)
    {
        Sequence++;
        _last = at;
    }

    private DateTimeOffset Later(DateTimeOffset at) => at > _last ? at : _last;

    private IEnumerable<NaiveCredit> Spendables(DateTimeOffset now) => _credits
        .Where(c => c.Place == "available" && c.EffectiveAt <= now && !(c.Grant.ExpiresAt <= now))
        .OrderBy(c => c.Grant.Priority)
        .ThenBy(c => c.Grant.ExpiresAt ?? DateTimeOffset.MaxValue)
        .ThenBy(c => c.EffectiveAt)
        .ThenBy(c => c.GrantSequence);
}
