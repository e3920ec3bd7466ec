namespace Dressora.Ledger.Tests.Model;

internal sealed class NaiveGrant(GrantId id, long amount, GrantTerms terms, long sequence)
{
    public GrantId Id => id;

    public long Amount => amount;

    public GrantTerms Terms => terms;

    public long Sequence => sequence;

    public List<NaiveCredit> Credits { get; } = [];

    public long Claimed { get; set; }

    public long Owing { get; set; }

    public List<NaiveCredit> Lying(string place) => Credits.FindAll(credit => credit.Place == place);

    public bool IsExpired(DateTimeOffset at) => terms.ExpiresAt <= at;
}
