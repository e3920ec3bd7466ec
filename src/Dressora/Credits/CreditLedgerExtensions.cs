using System.Runtime.CompilerServices;

namespace Dressora;

/// <summary>What any ledger can do with what it promises.</summary>
public static class CreditLedgerExtensions
{
    private const int EntriesPerPage = 500;
    private const int AccountsPerPage = 1_000;

    /// <summary>Reads an account's whole statement, newest first, page by page as it is asked for.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="account">The account; an unknown one has no entries.</param>
    /// <param name="before">The sequence to begin below; <see langword="null"/> for the newest.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <returns>Every entry once. What is booked meanwhile is not among them.</returns>
    public static IAsyncEnumerable<CreditEntry> ReadEntriesAsync(
        this ICreditLedger ledger, AccountId account, long? before = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ReadPagesAsync(ledger, account, before, cancellationToken);
    }

    /// <summary>Lists every account that has a journal, in ordinal order, page by page as it is asked for.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="after">The account to begin after; <see langword="null"/> for the first.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <exception cref="NotSupportedException">The ledger does not list its accounts.</exception>
    public static IAsyncEnumerable<AccountId> ReadAccountsAsync(
        this ICreditLedger ledger, AccountId? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ListPagesAsync(ledger, after, cancellationToken);
    }

    /// <summary>Verifies every account, one after the other, while the ledger goes on.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="progress">Told of each account, sound or not, in their order.</param>
    /// <param name="cancellationToken">Stops between two accounts.</param>
    /// <returns>How many were verified, and every one that is not sound.</returns>
    /// <exception cref="NotSupportedException">The ledger cannot be verified.</exception>
    public static Task<LedgerVerification> VerifyAllAsync(
        this ICreditLedger ledger, IProgress<CreditVerification>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return VerifyEachAsync(ledger, progress, cancellationToken);
    }

    private static async IAsyncEnumerable<CreditEntry> ReadPagesAsync(
        ICreditLedger ledger, AccountId account, long? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = before;
        do
        {
            var page = await ledger.ListEntriesAsync(account, next, EntriesPerPage, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            next = page.Next;
        }
        while (next is not null);
    }

    private static async IAsyncEnumerable<AccountId> ListPagesAsync(
        ICreditLedger ledger, AccountId? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<AccountId> page;
        do
        {
            page = await ledger.ListAccountsAsync(after, AccountsPerPage, cancellationToken).ConfigureAwait(false);
            foreach (var account in page)
            {
                yield return account;
                after = account;
            }
        }
        while (page.Count == AccountsPerPage);
    }

    private static async Task<LedgerVerification> VerifyEachAsync(
        ICreditLedger ledger, IProgress<CreditVerification>? progress, CancellationToken cancellationToken)
    {
        var (accounts, entries, unsound) = (0L, 0L, new List<CreditVerification>());
        await foreach (var account in ListPagesAsync(ledger, null, cancellationToken).ConfigureAwait(false))
        {
            var verification = await ledger.VerifyAsync(account, cancellationToken).ConfigureAwait(false);
            accounts++;
            entries += verification.Entries;
            if (!verification.IsSound)
            {
                unsound.Add(verification);
            }

            progress?.Report(verification);
        }

        return new LedgerVerification(accounts, entries, unsound);
    }
}
