using System.Text.Json;

namespace Dressora.Ledger;

/// <summary>
/// Finds out whether an account is sound: its journal by every rule of the ledger, and its rows
/// against what follows from the journal.
/// </summary>
/// <remarks>
/// For stores: read one snapshot, pass every entry to <see cref="Add"/>, oldest first, then all
/// rows to <see cref="Complete"/>. Keeps the rows in memory, not the entries. Not thread-safe.
/// </remarks>
public sealed class AccountAudit
{
    private readonly AccountId _account;
    private readonly JournalReplay _replay;
    private readonly Standing _standing;
    private readonly EntryAudit _entries;
    private CreditProblem? _problem;
    private long _count;

    /// <summary>Begins before an account's first entry.</summary>
    public AccountAudit(AccountId account)
    {
        _account = account;
        _replay = new JournalReplay(account);
        _standing = new Standing(_replay);
        _entries = new EntryAudit(_replay, _standing);
    }

    /// <summary>Checks the next entry. After the first that is wrong, those that follow are only counted.</summary>
    /// <param name="entry">The entry, in the order of the sequences.</param>
    public void Add(CreditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _count++;
        _problem ??= _entries.FindProblem(entry);
        if (_problem is null)
        {
            _replay.Apply(entry);
            _standing.Follow(entry);
            _entries.Follow(entry);
        }
    }

    /// <summary>Notes that the next entry is there and cannot be read.</summary>
    /// <param name="reason">Why, in words that show nothing of what it says.</param>
    public void AddUnreadable(string reason)
    {
        _count++;
        _problem ??= new CreditProblem(_replay.State.Sequence + 1, "I5", $"It cannot be read: {reason}");
    }

    /// <summary>Checks the rows, when the whole journal was sound.</summary>
    /// <param name="rows">Every row of the account, in any order, from the same snapshot.</param>
    /// <returns>How many entries there were, and the first thing that is wrong.</returns>
    public CreditVerification Complete(AccountSnapshot rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new CreditVerification(_account, _count, _problem ?? FindMissing(rows.State) ?? new RowAudit(rows, _replay).FindProblem());
    }

    /// <summary>Ends where a row is there and cannot be read.</summary>
    /// <param name="reason">Why, in words that show nothing of what it says.</param>
    /// <returns>How many entries there were, and the first thing that is wrong.</returns>
    public CreditVerification CompleteUnreadable(string reason) =>
        new(_account, _count, _problem ?? new CreditProblem(null, "I5", $"A row cannot be read: {reason}"));

    /// <summary>
    /// Tells whether an exception means that what was stored is not what a store ever writes,
    /// rather than that the database failed.
    /// </summary>
    public static bool IsUnreadable(Exception exception) => exception is not ObjectDisposedException
        and (JsonException or ArgumentException or FormatException or OverflowException or InvalidOperationException
        or InvalidCastException or IndexOutOfRangeException);

    private CreditProblem? FindMissing(AccountState state)
    {
        var last = _replay.State;
        return state.Sequence > last.Sequence
            ? new CreditProblem(last.Sequence + 1, "I16", $"It is missing: the account has {state.Sequence} entries.")
            : _entries.FindOverdue(last.LastAt) is { } overdue
            ? new CreditProblem(last.Sequence, overdue.Rule, overdue.Message)
            : null;
    }
}
