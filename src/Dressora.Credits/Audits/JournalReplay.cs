namespace Dressora.Ledger;

/// <summary>
/// Folds a journal, entry by entry, into the rows that follow from it. It only adds up: nothing
/// is decided here, and nothing doubted; <see cref="AccountAudit"/> does that.
/// </summary>
/// <remarks>Not thread-safe. Keeps the rows in memory, not the entries.</remarks>
public sealed partial class JournalReplay
{
    private readonly Dictionary<GrantId, CreditGrant> _grants = [];
    private readonly Dictionary<HoldId, CreditHold> _holds = [];
    private readonly Dictionary<OperationKey, CreditReceipt> _receipts = [];

    /// <summary>Begins before an account's first entry.</summary>
    public JournalReplay(AccountId account) => State = AccountState.Empty(account);

    /// <summary>Gets the account's row after the last entry that was applied.</summary>
    public AccountState State { get; private set; }

    /// <summary>Gets the account's grants after that entry.</summary>
    public IReadOnlyDictionary<GrantId, CreditGrant> Grants => _grants;

    /// <summary>Gets the account's holds after that entry.</summary>
    public IReadOnlyDictionary<HoldId, CreditHold> Holds => _holds;

    /// <summary>Gets the account's receipts after that entry.</summary>
    public IReadOnlyDictionary<OperationKey, CreditReceipt> Receipts => _receipts;

    /// <summary>Adds one entry.</summary>
    /// <param name="entry">The next entry of a sound journal.</param>
    /// <exception cref="InvalidOperationException">
    /// The entry is about a grant or a hold that no entry before it made.
    /// </exception>
    public void Apply(CreditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Terms is { } terms)
        {
            Give(entry, terms);
        }

        var (available, held) = (State.Available, State.Held);
        foreach (var movement in entry.Movements)
        {
            Move(movement, entry);
            available += movement.Available;
            held += movement.Held;
        }

        ApplyKind(entry);
        State = State with { Sequence = entry.Sequence, LastAt = entry.At, Available = available, Held = held };
    }

    /// <summary>Returns the rows, all of them: enough to open a book.</summary>
    public AccountSnapshot ToSnapshot() => new(State, _grants.Values, _holds.Values, _receipts.Values);

    private void ApplyKind(CreditEntry entry)
    {
        switch (entry.Kind)
        {
            case CreditEntryKind.Frozen:
                Hold(entry, HoldOrigin.Freeze, HoldStatus.Open);
                break;
            case CreditEntryKind.Adjusted:
                Hold(entry, HoldOrigin.Adjustment, HoldStatus.Settled);
                break;
            case CreditEntryKind.SettledLate:
                Hold(entry, HoldOrigin.LateSettle, HoldStatus.Settled);
                break;
            case CreditEntryKind.Settled:
                End(entry, HoldStatus.Settled, entry.Amount);
                break;
            case CreditEntryKind.Released:
                End(entry, HoldStatus.Released, Credits.Zero);
                break;
            case CreditEntryKind.TimedOut:
                End(entry, HoldStatus.TimedOut, Credits.Zero);
                break;
            case CreditEntryKind.Extended:
                var extended = Find(_holds, entry.Hold, entry);
                _holds[extended.Id] = extended with { Deadline = entry.Deadline ?? extended.Deadline };
                break;
            case CreditEntryKind.Refunded:
                Refund(entry);
                break;
            case CreditEntryKind.Revoked:
                Revoke(entry);
                break;
            case CreditEntryKind.Denied:
                Deny(entry);
                break;
            default:
                break; // Grants and expiries are nothing but their terms and movements.
        }
    }

    private static TRow Find<TId, TRow>(Dictionary<TId, TRow> rows, TId? id, CreditEntry entry)
        where TId : struct
        where TRow : class => id is { } known && rows.TryGetValue(known, out var row) ? row
        : throw new InvalidOperationException($"Entry {entry.Sequence} is about '{id}', which no entry before it made.");
}
