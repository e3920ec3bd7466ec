namespace Dressora;

/// <summary>
/// The answer to a <see cref="CreditOperation"/>. A refusal is an answer, never an exception.
/// </summary>
public abstract record CreditResult
{
    private protected CreditResult()
    {
    }

    /// <summary>
    /// Gets the account's journal sequence at which this answer was decided; dense per account,
    /// so histories can be sorted by it.
    /// </summary>
    public long Sequence { get; init; }

    /// <summary>Gets whether the operation was refused, in which case nothing changed.</summary>
    public abstract bool IsRefused { get; }
}
