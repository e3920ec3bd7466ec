namespace Dressora.Benchmarks;

/// <summary>The accounts that every contender keeps.</summary>
internal static class BenchmarkAccounts
{
    private const int SpreadCount = 10_000;

    /// <summary>The one account that everybody wants.</summary>
    public const string Hot = "hot";

    public static IReadOnlyList<string> Spread { get; } = [.. Enumerable.Range(0, SpreadCount).Select(number => $"account-{number:D5}")];

    public static IReadOnlyList<string> All { get; } = [Hot, .. Spread];
}
