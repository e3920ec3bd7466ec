using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>
/// Reads an account in one snapshot and one round trip, beside the writers. Without writers it
/// reads what is booked, and books nothing.
/// </summary>
internal sealed class AccountReader(PostgreSqlDatabase database, BatchWriters? writers)
{
    /// <summary>Reads, after everything that has fallen due was booked.</summary>
    /// <param name="account">The account.</param>
    /// <param name="ask">Adds what is to be read.</param>
    /// <param name="read">Reads the answers, beginning at the first row of the first.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<T> ReadAsync<T>(
        AccountId account, Action<Trip> ask, Func<NpgsqlDataReader, DateTimeOffset, Task<T>> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (isBooked, answer) = await TryReadAsync(account, ask, read, cancellationToken).ConfigureAwait(false);
            if (isBooked || writers is null)
            {
                return answer!;
            }

            await writers.WriteAsync(account, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(bool IsBooked, T? Answer)> TryReadAsync<T>(
        AccountId account, Action<Trip> ask, Func<NpgsqlDataReader, DateTimeOffset, Task<T>> read, CancellationToken cancellationToken)
    {
        using var connection = await database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        using var trip = new Trip(connection);
        trip.Add(CreditStatements.BeginReading)
            .Add(database.Statements.Due, Trip.Value(database.FindTime()), Trip.Value(account.Value));
        ask(trip);
        trip.Add(CreditStatements.Commit);
        var reader = await trip.ReadAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (reader.GetBoolean(1) && writers is not null)
        {
            return (false, default);
        }

        var now = reader.GetTime(0);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return (true, await read(reader, now).ConfigureAwait(false));
    }
}
