namespace Dressora;

/// <summary>What came of replaying an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Entries">How many journal entries were replayed.</param>
/// <param name="Problem">The first thing that is wrong; <see langword="null"/> when all is well.</param>
public sealed record CreditVerification(AccountId Account, long Entries, CreditProblem? Problem)
{
    /// <summary>Gets whether all is well.</summary>
    public bool IsSound => Problem is null;
}
