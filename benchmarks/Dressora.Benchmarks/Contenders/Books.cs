namespace Dressora.Benchmarks;

/// <summary>What all accounts of a contender have together.</summary>
internal sealed record Books(long Available, long Held, long JournalEntries)
{
    /// <summary>Returns what must be there after so many pairs: a fast wrong answer is not an answer.</summary>
    public static Books After(int accounts, long pairs) => new(
        (accounts * Stock.Grants * Stock.Amount) - (pairs * Pair.Settled), 0, (accounts * Stock.Grants) + (pairs * Pair.Operations));
}
