using Dressora.Ledger;
using Dressora.Stores;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Events in the same schema as the accounts that they come from.</summary>
internal sealed class PostgreSqlOutbox(PostgreSqlDatabase database) : ICreditOutbox
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxEvent>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ListAsync(
            database.Statements.LeaseEvents,
            cancellationToken,
            Trip.Value(database.FindTime()),
            Trip.Value((long)limit),
            Trip.Value(duration.Ticks));
    }

    /// <inheritdoc/>
    public Task RemoveAsync(long id, CancellationToken cancellationToken = default) =>
        SendAsync(database.Statements.RemoveEvent, cancellationToken, Trip.Value(id));

    /// <inheritdoc/>
    public Task PutOffAsync(long id, TimeSpan? pause, CancellationToken cancellationToken = default) => SendAsync(
        database.Statements.PutOffEvent, cancellationToken, Trip.Value(database.FindTime()), Trip.Value(id), Trip.Value(pause?.Ticks));

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxEvent>> ListDeadAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ListAsync(database.Statements.DeadEvents, cancellationToken, Trip.Value((long)limit));
    }

    private Task<List<long>> SendAsync(string statement, CancellationToken cancellationToken, params NpgsqlParameter[] values) =>
        database.ListAsync(statement, reader => reader.GetInt64(0), cancellationToken, values);

    private async Task<IReadOnlyList<OutboxEvent>> ListAsync(
        string statement, CancellationToken cancellationToken, params NpgsqlParameter[] values)
    {
        var events = await database.ListAsync(statement, Read, cancellationToken, values).ConfigureAwait(false);
        events.Sort((one, other) => one.Id.CompareTo(other.Id));
        return events;
    }

    private static OutboxEvent Read(NpgsqlDataReader reader)
    {
        var row = new CreditEventRow(reader.GetInt16(4), reader.GetString(5), reader.GetCredits(6), reader.FindTime(7));
        var happened = row.ToEvent(new AccountId(reader.GetString(1)), reader.GetInt64(2), reader.GetTime(3));
        return new OutboxEvent(reader.GetInt64(0), happened, reader.GetInt32(8));
    }
}
