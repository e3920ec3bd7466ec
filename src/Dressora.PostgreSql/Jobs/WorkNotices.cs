using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>
/// Tells other nodes that something is due, at once and then at most once in a while, and never in a transaction that moves money: a
/// commit with a notice waits for the commits of all others with one.
/// </summary>
internal sealed class WorkNotices(PostgreSqlDatabase database) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReconnectMin = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _gate = new();
    private Task _sending = Task.CompletedTask;
    private bool _isWanted;

    /// <summary>Wants a notice to be sent. Returns at once.</summary>
    public void Want()
    {
        lock (_gate)
        {
            _isWanted = database.Notifications && !_closed.IsCancellationRequested;
            if (_isWanted && _sending.IsCompleted)
            {
                _sending = Task.Run(SendAsync);
            }
        }
    }

    /// <summary>Listens to the notices of other nodes, and this one's own.</summary>
    public async Task ListenAsync(Action heard, CancellationToken cancellationToken)
    {
        while (database.Notifications && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(heard, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
            {
                // Deaf, not stopped: looking at regular times goes on.
                await PauseAsync(ReconnectMin * (1 + Random.Shared.NextDouble()), cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            heard(); // Whatever was said meanwhile was not heard.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
    }

    private async Task ListenOnceAsync(Action heard, CancellationToken cancellationToken)
    {
        using var connection = await database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        connection.Notification += (_, _) => heard();
        using (var listening = new NpgsqlCommand($"LISTEN \"{database.Channel}\"", connection))
        {
            await listening.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            if (!await connection.WaitAsync(Quiet, cancellationToken).ConfigureAwait(false))
            {
                // A line that was cut without a word is silent as well: asking shows it.
                using var asking = new NpgsqlCommand("SELECT 1", connection);
                await asking.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task SendAsync()
    {
        while (Take())
        {
            try
            {
                await database.ListAsync("SELECT pg_notify($1, '')", _ => true, _closed.Token, Trip.Value(database.Channel)).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException or OperationCanceledException or ObjectDisposedException)
            {
                // Nobody hears it, and everybody looks in a while.
            }

            await PauseAsync(Pause, _closed.Token).ConfigureAwait(false);
        }
    }

    private bool Take()
    {
        lock (_gate)
        {
            var wanted = _isWanted && !_closed.IsCancellationRequested;
            _isWanted = false;
            return wanted;
        }
    }

    private static async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
