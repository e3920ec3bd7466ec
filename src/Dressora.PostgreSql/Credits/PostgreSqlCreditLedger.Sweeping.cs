namespace Dressora.PostgreSql;

/// <summary>What concerns all accounts.</summary>
internal sealed partial class PostgreSqlCreditLedger
{
    private const int AccountsMax = 1_000;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AccountId>> ListAccountsAsync(
        AccountId? after = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, AccountsMax);
        return await _database.ListAsync(
            _database.Statements.Accounts,
            reader => new AccountId(reader.GetString(0)),
            cancellationToken,
            Trip.Value(after?.Value ?? string.Empty),
            Trip.Value((long)limit)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int> SweepAsync(int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, AccountsMax);
        var due = await _database.ListAsync(
            _database.Statements.DueAccounts,
            reader => new AccountId(reader.GetString(0)),
            cancellationToken,
            Trip.Value(_database.FindTime()),
            Trip.Value((long)limit)).ConfigureAwait(false);

        // All at once: accounts that are queued together share a commit.
        await Task.WhenAll(due.Select(account => _writers.WriteAsync(account, null, cancellationToken))).ConfigureAwait(false);
        return due.Count + (due.Count < limit ? await NoticeAsync(limit - due.Count, cancellationToken).ConfigureAwait(false) : 0);
    }

    private async Task<int> NoticeAsync(int limit, CancellationToken cancellationToken)
    {
        if (_policies.ExpiryNotice == TimeSpan.Zero)
        {
            return 0;
        }

        var noticed = await _database.ListAsync(
            _database.Statements.Notice,
            reader => reader.GetInt64(0),
            cancellationToken,
            Trip.Value(_database.FindTime()),
            Trip.Value((long)limit),
            Trip.Value(_policies.ExpiryNotice.Ticks)).ConfigureAwait(false);
        return noticed.Count;
    }
}
