namespace Dressora.Ledger.Tests.Model;

/// <summary>Answers as text: what a caller is told, in the words of the naive account.</summary>
internal static class Spoken
{
    public static string Of(CreditResult result) => $"{result.GetType().Name} {Told(result)}".TrimEnd();

    /// <summary>Returns the hold that an answer shows, as it is after the operation.</summary>
    public static CreditHold? HoldIn(CreditResult result) => result switch
    {
        FreezeResult.Frozen answer => answer.Hold,
        FreezeResult.Replayed answer => answer.Hold,
        FreezeResult.Conflict answer => answer.Existing,
        ExtendResult.Extended answer => answer.Hold,
        ExtendResult.Replayed answer => answer.Hold,
        ExtendResult.Refused answer => answer.Hold,
        SettleResult.Settled answer => answer.Hold,
        SettleResult.Replayed answer => answer.Hold,
        SettleResult.Refused answer => answer.Hold,
        ReleaseResult.Released answer => answer.Hold,
        ReleaseResult.Replayed answer => answer.Hold,
        ReleaseResult.Refused answer => answer.Hold,
        RefundResult.Refunded answer => answer.Hold,
        RefundResult.Replayed answer => answer.Hold,
        RefundResult.Refused answer => answer.Hold,
        AdjustResult.Adjusted answer => answer.Hold,
        AdjustResult.Replayed answer => answer.Hold,
        AdjustResult.Conflict answer => answer.Existing,
        _ => null,
    };

    /// <summary>Returns the grant that an answer shows, as it is after the operation.</summary>
    public static CreditGrant? GrantIn(CreditResult result) => result switch
    {
        GrantResult.Granted answer => answer.Grant,
        GrantResult.Replayed answer => answer.Grant,
        GrantResult.Conflict answer => answer.Existing,
        RevokeResult.Revoked answer => answer.Grant,
        RevokeResult.Replayed answer => answer.Grant,
        RevokeResult.Refused answer => answer.Grant,
        _ => null,
    };

    private static string Told(CreditResult result) => result switch
    {
        FreezeResult.Insufficient answer => $"{answer.Available.Value} of {answer.Needed.Value}",
        AdjustResult.Insufficient answer => $"{answer.Available.Value} of {answer.Needed.Value}",
        SettleResult.Refused answer => $"{answer.Reason} {answer.Hold?.Id}",
        RefundResult.Refused answer => $"{answer.Reason} {answer.Hold?.Id}",
        RevokeResult.Refused answer => $"{answer.Reason} {answer.Grant?.Id}",
        ExtendResult.Refused or ReleaseResult.Refused => $" {HoldIn(result)?.Id}",
        RevokeResult.Revoked answer => $"{answer.Grant.Id} taking {answer.Taken.Value}",
        RevokeResult.Replayed answer => $"{answer.Grant.Id} taking {answer.Taken.Value}",
        _ => (HoldIn(result)?.Id.ToString() ?? GrantIn(result)?.Id.ToString()) ?? string.Empty,
    };
}
