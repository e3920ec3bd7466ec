using Dressora.Ledger;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Locks accounts, and loads what operations on them need.</summary>
internal sealed class AccountLoad
{
    private readonly Dictionary<AccountId, AccountRows> _accounts = [];
    private readonly List<AccountRows> _order = [];
    private readonly KeyPairs<GrantId> _grants = new(id => id.Value);
    private readonly KeyPairs<HoldId> _holds = new(id => id.Value);
    private readonly KeyPairs<OperationKey> _keys = new(key => key.Value);

    /// <summary>Asks for an account, and what has fallen due on it.</summary>
    public void Include(AccountId account)
    {
        if (!_accounts.ContainsKey(account))
        {
            var rows = new AccountRows(account);
            _accounts.Add(account, rows);
            _order.Add(rows);
        }
    }

    /// <summary>Asks for what an operation needs of its account.</summary>
    public void Include(CreditOperation operation)
    {
        var account = operation.Account;
        Include(account);
        var plan = LoadPlan.For(operation);
        _grants.Add(account, plan.Grants);
        _holds.Add(account, plan.Holds);
        _keys.Add(account, plan.Keys);
    }

    /// <summary>Adds the statement that locks the accounts, which is one of its own: what is read after it is later than the lock.</summary>
    public void Lock(Trip trip, PostgreSqlDatabase database)
    {
        if (_order.Count > 0)
        {
            trip.Ask(database.Statements.LockAccounts, ReadState, Trip.Value(Names()));
        }
    }

    /// <summary>Adds the statements that read what was asked for.</summary>
    public void Read(Trip trip, PostgreSqlDatabase database)
    {
        if (_order.Count == 0)
        {
            return;
        }

        var statements = database.Statements;
        trip.Ask(statements.LiveGrants, Into(_order, ReadGrant), Trip.Value(Names()))
            .Ask(statements.DueHolds, Into(_order, ReadHold), Trip.Value(database.FindTime()), Trip.Value(Names()));
        _holds.Ask(trip, Into(Owners(_holds), ReadHold), statements.HoldsById);
        _grants.Ask(trip, Into(Owners(_grants), ReadGrant), statements.GrantsById, statements.Replacements);
        _keys.Ask(trip, Into(Owners(_keys), (rows, row) => rows.Receipts.Add(ReceiptRows.Read(row))), statements.ReceiptsByKey);
    }

    /// <summary>
    /// Reads spent grants that credits may come back to, and those that they replace: nearly
    /// always none.
    /// </summary>
    public void ReadMissing(NpgsqlConnection connection, CreditStatements statements)
    {
        var asked = new HashSet<(AccountId, GrantId)>();
        while (true)
        {
            var missing = new KeyPairs<GrantId>(id => id.Value);
            foreach (var rows in _order)
            {
                missing.Add(rows.State.Account, rows.FindMissing().Where(id => asked.Add((rows.State.Account, id))).ToList());
            }

            if (missing.IsEmpty)
            {
                return;
            }

            using var trip = new Trip(connection);
            missing.Ask(trip, Into(Owners(missing), ReadGrant), statements.GrantsById);
            trip.Run();
        }
    }

    /// <summary>Opens what was loaded.</summary>
    public Dictionary<AccountId, LoadedAccount> Open(CreditOptions policies) => _accounts.ToDictionary(
        pair => pair.Key, pair => new LoadedAccount(AccountBook.Open(pair.Value.Snapshot, policies), pair.Value.State.Sequence));

    private string[] Names() => _order.ConvertAll(rows => rows.State.Account.Value).ToArray();

    private List<AccountRows> Owners<T>(KeyPairs<T> pairs) => pairs.Accounts.ConvertAll(account => _accounts[account]);

    private void ReadState(NpgsqlDataReader row)
    {
        var state = AccountRows.ReadState(row);
        _accounts[state.Account].State = state;
    }

    private static void ReadGrant(AccountRows rows, NpgsqlDataReader row) => rows.Grants.Add(GrantRows.Read(row));

    private static void ReadHold(AccountRows rows, NpgsqlDataReader row) => rows.Holds.Add(HoldRows.Read(row));

    /// <summary>Reads rows whose first column is the place, from 1, of what was asked for.</summary>
    private static Action<NpgsqlDataReader> Into(List<AccountRows> places, Action<AccountRows, NpgsqlDataReader> read) =>
        row => read(places[(int)row.GetInt64(0) - 1], row);
}
