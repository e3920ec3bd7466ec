namespace Dressora;

/// <summary>
/// One change to one account's credits. Closed: the cases are the types that derive from it in
/// this package.
/// </summary>
/// <remarks>
/// Every operation carries its own key, so sending it again changes nothing and gets the same
/// answer.
/// </remarks>
public abstract record CreditOperation
{
    private protected CreditOperation()
    {
    }

    /// <summary>Gets the account that the operation changes.</summary>
    public required AccountId Account { get; init; }
}
