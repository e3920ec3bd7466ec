using Dressora.Ledger;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Locks the accounts of a batch, and loads what its operations need.</summary>
internal sealed class AccountLoad
{
    private readonly Dictionary<AccountId, AccountRows> _accounts = [];
    private readonly List<AccountRows> _order = [];
    private readonly KeyPairs<GrantId> _grants = new(id => id.Value);
    private readonly KeyPairs<HoldId> _holds = new(id => id.Value);
    private readonly KeyPairs<OperationKey> _keys = new(key => key.Value);

    private AccountLoad(IReadOnlyList<QueuedOperation> batch)
    {
        foreach (var queued in batch)
        {
            if (!_accounts.ContainsKey(queued.Account))
            {
                var rows = new AccountRows(queued.Account);
                _accounts.Add(queued.Account, rows);
                _order.Add(rows);
            }

            if (queued.Operation is { } operation)
            {
                var plan = LoadPlan.For(operation);
                _grants.Add(queued.Account, plan.Grants);
                _holds.Add(queued.Account, plan.Holds);
                _keys.Add(queued.Account, plan.Keys);
            }
        }
    }

    /// <summary>Begins a transaction and opens the accounts of a batch in it.</summary>
    /// <remarks>
    /// The accounts are locked in a statement of their own, and what is read after that has a
    /// snapshot that is later than the lock.
    /// </remarks>
    public static Dictionary<AccountId, LoadedAccount> Run(
        NpgsqlConnection connection, PostgreSqlDatabase database, CreditOptions policies, IReadOnlyList<QueuedOperation> batch)
    {
        var load = new AccountLoad(batch);
        var now = load.LockAndRead(connection, database);
        load.ReadMissing(connection, database.Statements);
        return load._accounts.ToDictionary(
            pair => pair.Key,
            pair => new LoadedAccount(AccountBook.Open(pair.Value.Snapshot, policies), pair.Value.State.Sequence, now));
    }

    private DateTimeOffset LockAndRead(NpgsqlConnection connection, PostgreSqlDatabase database)
    {
        var (statements, time) = (database.Statements, Trip.Value(database.FindTime()));
        var accounts = _order.ConvertAll(rows => rows.State.Account.Value).ToArray();
        using var trip = new Trip(connection);
        trip.Add(CreditStatements.Begin)
            .Add(CreditStatements.Settings)
            .Add(statements.LockAccounts, Trip.Value(accounts))
            .Add(CreditStatements.Clock, time)
            .Add(statements.LiveGrants, Trip.Value(accounts))
            .Add(statements.DueHolds, Trip.Value(database.FindTime()), Trip.Value(accounts));
        _holds.Ask(trip, statements.HoldsById);
        _grants.Ask(trip, statements.GrantsById, statements.Replacements);
        _keys.Ask(trip, statements.ReceiptsByKey);

        using var reader = trip.Read();
        reader.NextResult(); // Past the settings.
        ReadStates(reader);
        reader.NextResult();
        reader.Read();
        var now = reader.GetTime(0);
        Read(reader, _order, static (rows, row) => rows.Grants.Add(GrantRows.Read(row)));
        Read(reader, _order, static (rows, row) => rows.Holds.Add(HoldRows.Read(row)));
        Read(reader, Owners(_holds), static (rows, row) => rows.Holds.Add(HoldRows.Read(row)));
        Read(reader, Owners(_grants), static (rows, row) => rows.Grants.Add(GrantRows.Read(row)));
        Read(reader, Owners(_grants), static (rows, row) => rows.Grants.Add(GrantRows.Read(row)));
        Read(reader, Owners(_keys), static (rows, row) => rows.Receipts.Add(ReceiptRows.Read(row)));
        return now;
    }

    /// <summary>
    /// Reads spent grants that credits may come back to, and those that they replace: nearly
    /// always none.
    /// </summary>
    private void ReadMissing(NpgsqlConnection connection, CreditStatements statements)
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
            missing.Ask(trip, statements.GrantsById);
            using var reader = trip.Read();
            ReadRows(reader, Owners(missing), static (rows, row) => rows.Grants.Add(GrantRows.Read(row)));
        }
    }

    private void ReadStates(NpgsqlDataReader reader)
    {
        while (reader.Read())
        {
            var state = AccountRows.ReadState(reader);
            _accounts[state.Account].State = state;
        }
    }

    private List<AccountRows> Owners<T>(KeyPairs<T> pairs) => pairs.Accounts.ConvertAll(account => _accounts[account]);

    private static void Read(NpgsqlDataReader reader, List<AccountRows> places, Action<AccountRows, NpgsqlDataReader> read)
    {
        // What nobody asked for has no result.
        if (places.Count > 0)
        {
            reader.NextResult();
            ReadRows(reader, places, read);
        }
    }

    /// <summary>Reads rows whose first column is the place, from 1, of what was asked for.</summary>
    private static void ReadRows(NpgsqlDataReader reader, List<AccountRows> places, Action<AccountRows, NpgsqlDataReader> read)
    {
        while (reader.Read())
        {
            read(places[(int)reader.GetInt64(0) - 1], reader);
        }
    }
}
