using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Ids to ask for, each with its account.</summary>
internal sealed class KeyPairs<T>(Func<T, string> text)
{
    private readonly List<string> _ids = [];

    /// <summary>Gets the accounts, in the order of the ids.</summary>
    public List<AccountId> Accounts { get; } = [];

    /// <summary>Gets whether there is nothing to ask for.</summary>
    public bool IsEmpty => _ids.Count == 0;

    /// <summary>Adds ids.</summary>
    public void Add(AccountId account, IReadOnlyCollection<T> ids)
    {
        foreach (var id in ids)
        {
            Accounts.Add(account);
            _ids.Add(text(id));
        }
    }

    /// <summary>Asks for them, unless there are none.</summary>
    public void Ask(Trip trip, Action<NpgsqlDataReader> row, params ReadOnlySpan<string> statements)
    {
        if (IsEmpty)
        {
            return;
        }

        var accounts = Accounts.ConvertAll(account => account.Value).ToArray();
        var ids = _ids.ToArray();
        foreach (var statement in statements)
        {
            trip.Ask(statement, row, Trip.Value(accounts), Trip.Value(ids));
        }
    }
}
