namespace Dressora.Ledger.Tests.Model;

internal sealed class NaiveCredit(GrantCredits grant, DateTimeOffset effectiveAt, long grantSequence)
{
    public GrantCredits Grant => grant;

    public DateTimeOffset EffectiveAt => effectiveAt;

    public long GrantSequence => grantSequence;

    public string Place { get; set; } = "available";
}
