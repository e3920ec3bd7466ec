using Dressora.Ledger;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Holds as rows.</summary>
internal static class HoldRows
{
    /// <summary>Reads a hold, after one column that says whose it is.</summary>
    public static CreditHold Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetHold(1),
        Origin = (HoldOrigin)reader.GetInt16(2),
        Amount = reader.GetCredits(3),
        Status = (HoldStatus)reader.GetInt16(4),
        Settled = reader.GetCredits(5),
        Released = reader.GetCredits(6),
        Spendable = reader.FindCredits(7),
        FrozenAt = reader.GetTime(8),
        Deadline = reader.GetTime(9),
        Sequence = reader.GetInt64(10),
        Lines = LineText.ReadLines(reader.GetString(11)),
    };

    /// <summary>Adds what became of holds. What came after the sequence that was loaded is new.</summary>
    public static void Add(Trip trip, CreditStatements statements, List<(long Sequence, BookChanges Changes)> changed)
    {
        var rows = changed.SelectMany(
            account => account.Changes.Holds,
            (account, hold) => new Row(account.Changes.Account.Account.Value, hold, hold.Sequence > account.Sequence)).ToList();
        if (rows.FindAll(row => row.IsNew).ToArray() is { Length: > 0 } added)
        {
            trip.Add(
                statements.InsertHolds,
                [
                    .. Changing(added),
                    Column.Of(added, row => (short)row.Hold.Origin),
                    Column.Of(added, row => row.Hold.Amount.Value),
                    Column.Of(added, row => row.Hold.Spendable?.Value),
                    Column.Of(added, row => row.Hold.FrozenAt.UtcTicks),
                    Column.Of(added, row => row.Hold.Sequence),
                ]);
        }

        if (rows.FindAll(row => !row.IsNew).ToArray() is { Length: > 0 } updated)
        {
            trip.Add(statements.UpdateHolds, Changing(updated));
        }
    }

    private static NpgsqlParameter[] Changing(Row[] rows) =>
    [
        Column.Of(rows, row => row.Account),
        Column.Of(rows, row => row.Hold.Id.Value),
        Column.Of(rows, row => (short)row.Hold.Status),
        Column.Of(rows, row => row.Hold.Settled.Value),
        Column.Of(rows, row => row.Hold.Released.Value),
        Column.Of(rows, row => row.Hold.Deadline.UtcTicks),
        Column.Of(rows, row => LineText.Write(row.Hold.Lines)),
    ];

    private readonly record struct Row(string Account, CreditHold Hold, bool IsNew);
}
