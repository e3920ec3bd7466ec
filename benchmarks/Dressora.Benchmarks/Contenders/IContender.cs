namespace Dressora.Benchmarks;

/// <summary>A way of keeping credits that is measured, or that others are measured against.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>Makes accounts with three grants each: <see cref="Stock"/>.</summary>
    Task StockAsync(IReadOnlyList<string> accounts);

    /// <summary>Freezes <see cref="Pair.Frozen"/> credits, durably.</summary>
    Task FreezeAsync(string account, string hold);

    /// <summary>Settles <see cref="Pair.Settled"/> of them and returns the rest, durably.</summary>
    Task SettleAsync(string account, string hold);

    /// <summary>Adds up what all accounts have.</summary>
    Task<Books> AddUpAsync(IReadOnlyList<string> accounts);
}
