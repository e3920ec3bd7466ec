using Dressora.Ledger;

namespace Dressora.PostgreSql;

/// <summary>Adds what became of the accounts of a batch to a trip: one statement for each kind of row, however many accounts.</summary>
internal static class AccountSave
{
    /// <summary>Adds the statements, as few as there is something to say.</summary>
    public static void Add(Trip trip, CreditStatements statements, IReadOnlyDictionary<AccountId, LoadedAccount> accounts)
    {
        var changed = accounts.Values
            .Select(account => (account.Sequence, Changes: account.Book.TakeChanges()))
            .Where(account => !account.Changes.IsEmpty)
            .ToList();
        if (changed.Count == 0)
        {
            return;
        }

        Add(trip, statements.InsertAccounts, [.. changed.Where(account => account.Sequence == 0).Select(account => account.Changes.Account)]);
        Add(trip, statements.UpdateAccounts, [.. changed.Where(account => account.Sequence > 0).Select(account => account.Changes.Account)]);
        GrantRows.Add(trip, statements, changed);
        HoldRows.Add(trip, statements, changed);
        ReceiptRows.Add(trip, statements, changed);
        EntryRows.Add(trip, statements, changed);
        EventRows.Add(trip, statements, changed);
    }

    private static void Add(Trip trip, string statement, AccountState[] states)
    {
        if (states.Length > 0)
        {
            trip.Add(
                statement,
                Column.Of(states, state => state.Account.Value),
                Column.Of(states, state => state.Sequence),
                Column.Of(states, state => state.LastAt.UtcTicks),
                Column.Of(states, state => state.Available.Value),
                Column.Of(states, state => state.Held.Value));
        }
    }
}
