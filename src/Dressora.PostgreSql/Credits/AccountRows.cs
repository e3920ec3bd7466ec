using Dressora.Ledger;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>What has been read of an account so far.</summary>
internal sealed class AccountRows(AccountId account)
{
    /// <summary>Gets or sets its row.</summary>
    public AccountState State { get; set; } = AccountState.Empty(account);

    /// <summary>Gets its grants; some may be there twice.</summary>
    public List<CreditGrant> Grants { get; } = [];

    /// <summary>Gets its holds; some may be there twice.</summary>
    public List<CreditHold> Holds { get; } = [];

    /// <summary>Gets its receipts.</summary>
    public List<CreditReceipt> Receipts { get; } = [];

    /// <summary>Gets all of it.</summary>
    public AccountSnapshot Snapshot => new(State, Grants, Holds, Receipts);

    /// <summary>Reads the row of an account.</summary>
    public static AccountState ReadState(NpgsqlDataReader reader) => new(
        new AccountId(reader.GetString(0)), reader.GetInt64(1), reader.GetTime(2), reader.GetCredits(3), reader.GetCredits(4));

    /// <summary>
    /// Finds the grants on the lines of its holds, and those that its grants replace, which have
    /// not been read.
    /// </summary>
    public IEnumerable<GrantId> FindMissing()
    {
        var needed = Holds.SelectMany(hold => hold.Lines, (_, line) => line.Grant)
            .Concat(Grants.Select(grant => grant.Replaces).OfType<GrantReplacement>().Select(replaced => replaced.Grant));
        return needed.Where(id => !Grants.Exists(grant => grant.Id == id));
    }
}
