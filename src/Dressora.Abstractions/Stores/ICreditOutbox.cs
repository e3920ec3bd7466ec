namespace Dressora.Stores;

/// <summary>
/// Keeps events from the transaction that caused them until they are delivered.
/// </summary>
/// <remarks>
/// Thread-safe, also across nodes: an event that one node has leased is no other's until the
/// lease ends. Of each account only the oldest event is leased, so that they come in order.
/// </remarks>
public interface ICreditOutbox
{
    /// <summary>Leases events that are due, the oldest first, and counts the try.</summary>
    /// <param name="limit">How many at the most; at least 1.</param>
    /// <param name="duration">For how long. An event that is neither removed nor put off by then is leased again.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<IReadOnlyList<OutboxEvent>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Removes a delivered event; one that is not there is a success.</summary>
    Task RemoveAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Puts an event off whose delivery failed.</summary>
    /// <param name="id">The event.</param>
    /// <param name="pause">For how long; <see langword="null"/> for ever: it no longer holds up those behind it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task PutOffAsync(long id, TimeSpan? pause, CancellationToken cancellationToken = default);

    /// <summary>Lists events that were put off for ever, the oldest first.</summary>
    /// <param name="limit">How many at the most; at least 1.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<IReadOnlyList<OutboxEvent>> ListDeadAsync(int limit, CancellationToken cancellationToken = default);
}
