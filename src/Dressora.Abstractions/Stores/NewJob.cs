namespace Dressora.Stores;

/// <summary>
/// A job to accept: its row, its key and its freeze are written together, or nothing is.
/// </summary>
public sealed record NewJob
{
    /// <summary>Gets the job. The store sets its times, version and deadline.</summary>
    public required JobRecord Job { get; init; }

    /// <summary>Gets how long after acceptance a provider may report success.</summary>
    public required TimeSpan EndAfter { get; init; }

    /// <summary>Gets the client's key; <see langword="null"/> for none.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>
    /// Gets a fingerprint of what the client sent, compared when the key comes again.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>
    /// Gets the freeze, where the store's own ledger makes it; else <see langword="null"/>.
    /// </summary>
    public FreezeCredits? Freeze { get; init; }

    /// <summary>Gets how many unfinished jobs the account may have, this one included.</summary>
    public required int ActiveJobsMax { get; init; }

    /// <summary>
    /// Gets for how long the acceptor leases the new job, to ask a foreign ledger for the freeze;
    /// <see langword="null"/> for none.
    /// </summary>
    public TimeSpan? LeaseFor { get; init; }
}
