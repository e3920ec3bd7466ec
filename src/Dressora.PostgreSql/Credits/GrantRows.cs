using Dressora.Ledger;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Grants as rows.</summary>
internal static class GrantRows
{
    /// <summary>Reads a grant, after one column that says whose it is.</summary>
    public static CreditGrant Read(NpgsqlDataReader reader) => new()
    {
        Id = new GrantId(reader.GetString(1)),
        Amount = reader.GetCredits(2),
        Available = reader.GetCredits(3),
        Held = reader.GetCredits(4),
        Settled = reader.GetCredits(5),
        Expired = reader.GetCredits(6),
        Revoked = reader.GetCredits(7),
        Claimed = reader.GetCredits(8),
        Owing = reader.GetCredits(9),
        Priority = reader.GetInt32(10),
        EffectiveAt = reader.GetTime(11),
        ExpiresAt = reader.FindTime(12),
        Sequence = reader.GetInt64(13),
        Replaces = reader.FindText(14) is { } grant ? new GrantReplacement(new GrantId(grant), reader.GetHold(15)) : null,
        Metadata = reader.FindText(16),
    };

    /// <summary>Adds what became of grants. What came after the sequence that was loaded is new.</summary>
    public static void Add(Trip trip, CreditStatements statements, List<(long Sequence, BookChanges Changes)> changed)
    {
        var rows = changed.SelectMany(
            account => account.Changes.Grants,
            (account, grant) => new Row(account.Changes.Account.Account.Value, grant, grant.Sequence > account.Sequence)).ToList();
        if (rows.FindAll(row => row.IsNew).ToArray() is { Length: > 0 } added)
        {
            trip.Add(
                statements.InsertGrants,
                [
                    .. Changing(added),
                    Column.Of(added, row => row.Grant.Amount.Value),
                    Column.Of(added, row => row.Grant.Priority),
                    Column.Of(added, row => row.Grant.EffectiveAt.UtcTicks),
                    Column.Of(added, row => row.Grant.ExpiresAt?.UtcTicks),
                    Column.Of(added, row => row.Grant.Sequence),
                    Column.Of(added, row => row.Grant.Replaces?.Grant.Value),
                    Column.Of(added, row => row.Grant.Replaces?.Hold.Value),
                    Column.Of(added, row => row.Grant.Metadata),
                ]);
        }

        if (rows.FindAll(row => !row.IsNew).ToArray() is { Length: > 0 } updated)
        {
            trip.Add(statements.UpdateGrants, Changing(updated));
        }
    }

    private static NpgsqlParameter[] Changing(Row[] rows) =>
    [
        Column.Of(rows, row => row.Account),
        Column.Of(rows, row => row.Grant.Id.Value),
        Column.Of(rows, row => row.Grant.Available.Value),
        Column.Of(rows, row => row.Grant.Held.Value),
        Column.Of(rows, row => row.Grant.Settled.Value),
        Column.Of(rows, row => row.Grant.Expired.Value),
        Column.Of(rows, row => row.Grant.Revoked.Value),
        Column.Of(rows, row => row.Grant.Claimed.Value),
        Column.Of(rows, row => row.Grant.Owing.Value),
    ];

    private readonly record struct Row(string Account, CreditGrant Grant, bool IsNew);
}
