namespace Dressora.Benchmarks;

/// <summary>What every account begins with: packages that expire one after the other, and last for the run.</summary>
internal static class Stock
{
    public const long Grants = 3;
    public const long Amount = 1_000_000_000;

    /// <summary>Returns in how many days a grant expires.</summary>
    public static int DaysOf(long grant) => (int)(30 * (grant + 1));
}
