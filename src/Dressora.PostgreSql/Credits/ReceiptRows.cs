using Dressora.Ledger;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>What became of refunds and revocations, as rows.</summary>
internal static class ReceiptRows
{
    /// <summary>Reads a receipt, after one column that says whose it is.</summary>
    public static CreditReceipt Read(NpgsqlDataReader reader) => new()
    {
        Key = new OperationKey(reader.GetString(1)),
        Kind = (CreditEntryKind)reader.GetInt16(2),
        Target = reader.GetString(3),
        Asked = reader.FindCredits(4),
        Moved = reader.GetCredits(5),
        Refusal = reader.IsDBNull(6) ? null : (CreditRefusal)reader.GetInt16(6),
        Sequence = reader.GetInt64(7),
    };

    /// <summary>Adds new receipts.</summary>
    public static void Add(Trip trip, CreditStatements statements, List<(long Sequence, BookChanges Changes)> changed)
    {
        var rows = changed.SelectMany(
            account => account.Changes.Receipts,
            (account, receipt) => (Account: account.Changes.Account.Account.Value, Receipt: receipt)).ToArray();
        if (rows.Length > 0)
        {
            trip.Add(
                statements.InsertReceipts,
                Column.Of(rows, row => row.Account),
                Column.Of(rows, row => row.Receipt.Key.Value),
                Column.Of(rows, row => (short)row.Receipt.Kind),
                Column.Of(rows, row => row.Receipt.Target),
                Column.Of(rows, row => row.Receipt.Asked?.Value),
                Column.Of(rows, row => row.Receipt.Moved.Value),
                Column.Of(rows, row => (short?)row.Receipt.Refusal),
                Column.Of(rows, row => row.Receipt.Sequence));
        }
    }
}
