namespace Dressora.Sqlite;

/// <summary>What concerns all accounts.</summary>
internal sealed partial class SqliteCreditLedger
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountId>> ListAccountsAsync(
        AccountId? after = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, AccountsMax);
        return database.ReadAsync<IReadOnlyList<AccountId>>(
            session => session.List(
                "SELECT account FROM accounts WHERE account > $1 ORDER BY account LIMIT $2",
                reader => new AccountId(reader.GetString(0)),
                after?.Value ?? string.Empty,
                limit),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> SweepAsync(int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, AccountsMax);
        return SweepDueAsync(limit, cancellationToken);
    }

    /// <summary>Looks beside the writer: when nothing is due, it costs no transaction.</summary>
    private async Task<int> SweepDueAsync(int limit, CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(
            session => DueRows.ListAccounts(session, time.GetUtcNow(), limit), cancellationToken).ConfigureAwait(false);

        // All at once: accounts that are queued together share a commit.
        await Task.WhenAll(due.Select(account => TickAsync(account, cancellationToken))).ConfigureAwait(false);
        return due.Count + (due.Count < limit ? await NoticeAsync(limit - due.Count, cancellationToken).ConfigureAwait(false) : 0);
    }

    private Task<bool> TickAsync(AccountId account, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            session.Books.Tick(session, account, policies, time.GetUtcNow());
            return true;
        },
        cancellationToken);

    private async Task<int> NoticeAsync(int limit, CancellationToken cancellationToken)
    {
        if (policies.ExpiryNotice == TimeSpan.Zero || (await FindAsync(1).ConfigureAwait(false)).Count == 0)
        {
            return 0;
        }

        return await database.WriteAsync(
            session =>
            {
                session.Books.Save(session);
                var notices = Find(session, limit);
                DueRows.Save(session, notices);
                return notices.Count;
            },
            cancellationToken).ConfigureAwait(false);

        Task<List<CreditEvent>> FindAsync(int most) => database.ReadAsync(session => Find(session, most), cancellationToken);

        List<CreditEvent> Find(SqliteSession session, int most)
        {
            var now = time.GetUtcNow();
            return DueRows.ListNotices(session, now, now + policies.ExpiryNotice, most);
        }
    }
}
