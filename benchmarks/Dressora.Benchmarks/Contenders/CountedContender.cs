using System.Globalization;

namespace Dressora.Benchmarks;

/// <summary>A contender, and how many pairs it has done, so that its books can be checked.</summary>
internal sealed class CountedContender(string name, IContender contender, IReadOnlyList<string> accounts) : IAsyncDisposable
{
    private long _holds;
    private long _pairs;

    public string Name => name;

    public long Pairs => Interlocked.Read(ref _pairs);

    public Task StockAsync() => contender.StockAsync(accounts);

    public async Task PairAsync(string account)
    {
        foreach (var step in Steps(account))
        {
            await step();
        }
    }

    /// <summary>Returns the operations of a pair, to be called in turn, for ever.</summary>
    public IReadOnlyList<Func<Task>> Steps(string account)
    {
        var hold = string.Empty;
        return [Freeze, Settle];

        Task Freeze()
        {
            hold = string.Create(CultureInfo.InvariantCulture, $"job-{Interlocked.Increment(ref _holds):D12}");
            return contender.FreezeAsync(account, hold);
        }

        async Task Settle()
        {
            await contender.SettleAsync(account, hold);
            Interlocked.Increment(ref _pairs);
        }
    }

    /// <exception cref="InvalidOperationException">The books do not show what was done.</exception>
    public async Task CheckAsync()
    {
        var (found, due) = (await contender.AddUpAsync(accounts), Books.After(accounts.Count, Pairs));
        if (found != due)
        {
            throw new InvalidOperationException($"{name}: the books are wrong after {Pairs} pairs. Found {found}; due was {due}.");
        }
    }

    public ValueTask DisposeAsync() => contender.DisposeAsync();
}
