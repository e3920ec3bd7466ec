using Dressora.Ledger;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>The journal as rows: appended to and read, never changed.</summary>
internal static class EntryRows
{
    /// <summary>Reads an entry.</summary>
    public static CreditEntry Read(NpgsqlDataReader reader) => EntryDetails.Read(reader.FindText(10), new CreditEntry
    {
        Sequence = reader.GetInt64(0),
        At = reader.GetTime(1),
        Kind = (CreditEntryKind)reader.GetInt16(2),
        Amount = reader.GetCredits(3),
        Hold = reader.IsDBNull(4) ? null : reader.GetHold(4),
        Grant = reader.FindText(5) is { } grant ? new GrantId(grant) : null,
        Deadline = reader.FindTime(6),
        AvailableAfter = reader.GetCredits(7),
        HeldAfter = reader.GetCredits(8),
        Movements = LineText.ReadMovements(reader.GetString(9)),
    });

    /// <summary>Adds new entries.</summary>
    public static void Add(Trip trip, CreditStatements statements, List<(long Sequence, BookChanges Changes)> changed)
    {
        var rows = changed.SelectMany(
            account => account.Changes.Entries,
            (account, entry) => (Account: account.Changes.Account.Account.Value, Entry: entry)).ToArray();
        trip.Add(
            statements.InsertEntries,
            Column.Of(rows, row => row.Account),
            Column.Of(rows, row => row.Entry.Sequence),
            Column.Of(rows, row => row.Entry.At.UtcTicks),
            Column.Of(rows, row => (short)row.Entry.Kind),
            Column.Of(rows, row => row.Entry.Amount.Value),
            Column.Of(rows, row => row.Entry.Hold?.Value),
            Column.Of(rows, row => row.Entry.Grant?.Value),
            Column.Of(rows, row => row.Entry.Deadline?.UtcTicks),
            Column.Of(rows, row => row.Entry.AvailableAfter.Value),
            Column.Of(rows, row => row.Entry.HeldAfter.Value),
            Column.Of(rows, row => LineText.Write(row.Entry.Movements)),
            Column.Of(rows, row => EntryDetails.Write(row.Entry)));
    }
}
