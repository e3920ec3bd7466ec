using Dressora.Ledger;
using Dressora.Stores;

namespace Dressora.PostgreSql;

/// <summary>The ledger in PostgreSQL, for any number of nodes.</summary>
internal sealed partial class PostgreSqlCreditLedger : ICreditLedger, IAsyncDisposable, IDisposable
{
    private const int PageMax = 500;

    private readonly PostgreSqlDatabase _database;
    private readonly CreditOptions _policies;
    private readonly BatchWriters _writers;
    private readonly AccountReader _reader;

    public PostgreSqlCreditLedger(PostgreSqlDatabase database, CreditOptions policies, bool isReadOnly = false, BatchWriters? writers = null)
    {
        _database = database;
        _policies = policies;
        _writers = writers ?? new BatchWriters(database, policies);
        _reader = new AccountReader(database, isReadOnly ? null : _writers);
        Outbox = new PostgreSqlOutbox(database);
    }

    /// <inheritdoc/>
    public ICreditOutbox Outbox { get; }

    /// <inheritdoc/>
    public Task<GrantResult> GrantAsync(GrantCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<GrantResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<FreezeResult> FreezeAsync(FreezeCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<FreezeResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<ExtendResult> ExtendAsync(ExtendCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<ExtendResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<SettleResult> SettleAsync(SettleCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<SettleResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<ReleaseResult> ReleaseAsync(ReleaseCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<ReleaseResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<RefundResult> RefundAsync(RefundCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<RefundResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<RevokeResult> RevokeAsync(RevokeCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<RevokeResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<AdjustResult> AdjustAsync(AdjustCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<AdjustResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<CreditBalance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) => _reader.ReadAsync(
        account,
        trip => trip
            .Add(_database.Statements.State, Trip.Value(account.Value))
            .Add(_database.Statements.LiveGrants, Trip.Value<string[]>([account.Value])),
        async (reader, now) =>
        {
            var rows = new AccountRows(account);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.State = AccountRows.ReadState(reader);
            }

            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            rows.Grants.AddRange(await reader.ReadAllAsync(GrantRows.Read, cancellationToken).ConfigureAwait(false));

            return AccountBook.Open(rows.Snapshot, _policies).GetBalance(now);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<CreditHold?> FindHoldAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) => _reader.ReadAsync(
        account,
        trip => trip.Add(_database.Statements.HoldsById, Trip.Value<string[]>([account.Value]), Trip.Value<string[]>([hold.Value])),
        async (reader, _) => await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? HoldRows.Read(reader) : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<CreditEntryPage> ListEntriesAsync(
        AccountId account, long? before = null, int limit = 50, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, PageMax);
        return _reader.ReadAsync(
            account,
            trip => trip.Add(
                _database.Statements.Entries, Trip.Value(account.Value), Trip.Value(before ?? long.MaxValue), Trip.Value(limit + 1L)),
            async (reader, _) =>
            {
                var entries = await reader.ReadAllAsync(EntryRows.Read, cancellationToken).ConfigureAwait(false);
                var page = entries.Take(limit).ToList();
                return new CreditEntryPage(page, entries.Count > limit ? page[^1].Sequence : null);
            },
            cancellationToken);
    }

    /// <summary>Writes what is queued, then closes the connections.</summary>
    public ValueTask DisposeAsync() => _writers.DisposeAsync();

    /// <summary>The same, for containers that are disposed of synchronously.</summary>
    public void Dispose() => _writers.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<T> ApplyAsync<T>(CreditOperation operation, CancellationToken cancellationToken)
        where T : CreditResult
    {
        OperationRules.Validate(operation);
        return (T)(await _writers.WriteAsync(operation.Account, operation, cancellationToken).ConfigureAwait(false))!;
    }
}
