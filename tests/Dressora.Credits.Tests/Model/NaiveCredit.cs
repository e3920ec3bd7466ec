namespace Dressora.Ledger.Tests.Model;

internal sealed class NaiveCredit(NaiveGrant grant)
{
    public NaiveGrant Grant => grant;

    public string Place { get; set; } = "available";
}
