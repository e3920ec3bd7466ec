using Dressora.Ledger;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>What became of refunds and revocations, by their keys.</summary>
internal static class ReceiptRows
{
    private const string Columns = "operation_key, kind, target, asked, moved, refusal, sequence";

    /// <summary>Finds what became of a key.</summary>
    public static CreditReceipt? Find(SqliteSession session, AccountId account, OperationKey key) => session.Find(
        $"SELECT {Columns} FROM receipts WHERE account = $1 AND operation_key = $2", Read, account.Value, key.Value);

    /// <summary>Reads what became of every key.</summary>
    public static List<CreditReceipt> List(SqliteSession session, AccountId account) =>
        session.List($"SELECT {Columns} FROM receipts WHERE account = $1", Read, account.Value);

    /// <summary>Keeps what became of a key, for ever.</summary>
    public static void Append(SqliteSession session, AccountId account, CreditReceipt receipt) => session.Execute(
        $"""
        INSERT INTO receipts (account, {Columns})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        account.Value,
        receipt.Key.Value,
        (int)receipt.Kind,
        receipt.Target,
        receipt.Asked?.Value,
        receipt.Moved.Value,
        (int?)receipt.Refusal,
        receipt.Sequence);

    private static CreditReceipt Read(SqliteDataReader reader) => new()
    {
        Key = new OperationKey(reader.GetString(0)),
        Kind = (CreditEntryKind)reader.GetInt32(1),
        Target = reader.GetString(2),
        Asked = reader.FindCredits(3),
        Moved = reader.GetCredits(4),
        Refusal = reader.IsDBNull(5) ? null : (CreditRefusal)reader.GetInt32(5),
        Sequence = reader.GetInt64(6),
    };
}
