using Dressora.Jobs;

namespace Dressora.Tests.Jobs.Pipeline;

/// <summary>A ledger of the host's own: it has nothing to do with the job store, and answers late, or not at all.</summary>
internal sealed class ForeignLedger(TimeProvider time) : ICreditLedger
{
    private readonly ICreditLedger _books = new InMemoryJobStore(time, new CreditOptions()).Ledger;

    /// <summary>Gets or sets how many of the next calls are lost on their way to the books.</summary>
    public int LostCalls { get; set; }

    /// <summary>Gets or sets how many of the next answers are lost on their way back.</summary>
    public int LostAnswers { get; set; }

    /// <summary>Gets or sets what the next call waits for on its way to the books.</summary>
    public Task? Delay { get; set; }

    /// <summary>Gets every operation that reached the books.</summary>
    public List<CreditOperation> Booked { get; } = [];

    public Task<GrantResult> GrantAsync(GrantCredits operation, CancellationToken cancellationToken = default) =>
        _books.GrantAsync(operation, cancellationToken);

    public Task<FreezeResult> FreezeAsync(FreezeCredits operation, CancellationToken cancellationToken = default) =>
        CallAsync(operation, () => _books.FreezeAsync(operation, cancellationToken));

    public Task<SettleResult> SettleAsync(SettleCredits operation, CancellationToken cancellationToken = default) =>
        CallAsync(operation, () => _books.SettleAsync(operation, cancellationToken));

    public Task<ReleaseResult> ReleaseAsync(ReleaseCredits operation, CancellationToken cancellationToken = default) =>
        CallAsync(operation, () => _books.ReleaseAsync(operation, cancellationToken));

    public Task<CreditBalance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) =>
        _books.GetBalanceAsync(account, cancellationToken);

    public Task<CreditHold?> FindHoldAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) =>
        _books.FindHoldAsync(account, hold, cancellationToken);

    public Task<CreditEntryPage> ListEntriesAsync(
        AccountId account, long? before = null, int limit = 50, CancellationToken cancellationToken = default) =>
        _books.ListEntriesAsync(account, before, limit, cancellationToken);

    private async Task<T> CallAsync<T>(CreditOperation operation, Func<Task<T>> call)
    {
        if (LostCalls > 0)
        {
            LostCalls--;
            throw new HttpRequestException("The ledger cannot be reached.");
        }

        if (Delay is { } delay)
        {
            Delay = null;
            await delay;
        }

        var answer = await call();
        Booked.Add(operation);
        if (LostAnswers > 0)
        {
            LostAnswers--;
            throw new HttpRequestException("The ledger's answer was lost.");
        }

        return answer;
    }
}
