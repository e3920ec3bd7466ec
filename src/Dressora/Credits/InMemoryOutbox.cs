using Dressora.Stores;

namespace Dressora;

/// <summary>Events in memory, under the lock of the accounts that they come from.</summary>
internal sealed class InMemoryOutbox(Lock gate, TimeProvider time) : ICreditOutbox
{
    private readonly SortedDictionary<long, Waiting> _waiting = [];
    private long _last;

    /// <summary>Adds events. The caller holds the lock.</summary>
    public void Add(IReadOnlyList<CreditEvent> events)
    {
        foreach (var happened in events)
        {
            _waiting.Add(++_last, new Waiting(new OutboxEvent(_last, happened, 0), DateTimeOffset.MinValue));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxEvent>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return LockedAsync<IReadOnlyList<OutboxEvent>>(
            now =>
            {
                var due = _waiting.Values.Where(waiting => waiting.DueAt is not null)
                    .DistinctBy(waiting => waiting.Message.Event.Account)
                    .Where(waiting => waiting.DueAt <= now)
                    .Take(limit)
                    .Select(waiting => waiting.Message with { Tries = waiting.Message.Tries + 1 })
                    .ToList();
                due.ForEach(message => _waiting[message.Id] = new Waiting(message, now + duration));
                return due;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(long id, CancellationToken cancellationToken = default) =>
        LockedAsync(_ => _waiting.Remove(id), cancellationToken);

    /// <inheritdoc/>
    public Task PutOffAsync(long id, TimeSpan? pause, CancellationToken cancellationToken = default) => LockedAsync(
        now =>
        {
            if (_waiting.TryGetValue(id, out var waiting))
            {
                _waiting[id] = waiting with { DueAt = now + pause };
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxEvent>> ListDeadAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return LockedAsync<IReadOnlyList<OutboxEvent>>(
            _ => _waiting.Values.Where(waiting => waiting.DueAt is null).Take(limit).Select(waiting => waiting.Message).ToList(),
            cancellationToken);
    }

    private Task<T> LockedAsync<T>(Func<DateTimeOffset, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (gate)
        {
            return Task.FromResult(work(time.GetUtcNow()));
        }
    }

    /// <summary>An event, and when it may be leased; nothing: never again.</summary>
    private sealed record Waiting(OutboxEvent Message, DateTimeOffset? DueAt);
}
