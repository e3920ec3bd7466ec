using Dressora.Ledger;

namespace Dressora.PostgreSql;

/// <summary>Events as rows of the outbox.</summary>
internal static class EventRows
{
    /// <summary>Adds events, in the transaction that causes them.</summary>
    public static void Add(Trip trip, CreditStatements statements, List<(long Sequence, BookChanges Changes)> changed)
    {
        var rows = changed.SelectMany(account => account.Changes.Events, (_, happened) => (Event: happened, Row: CreditEventRow.Of(happened))).ToArray();
        if (rows.Length > 0)
        {
            trip.Add(
                statements.InsertEvents,
                Column.Of(rows, row => row.Event.Account.Value),
                Column.Of(rows, row => row.Event.Sequence),
                Column.Of(rows, row => row.Event.At.UtcTicks),
                Column.Of(rows, row => (short)row.Row.Kind),
                Column.Of(rows, row => row.Row.Subject),
                Column.Of(rows, row => row.Row.Amount.Value),
                Column.Of(rows, row => row.Row.ExpiresAt?.UtcTicks));
        }
    }
}
