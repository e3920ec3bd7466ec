namespace Dressora.Stores;

/// <summary>A decision about a leased job.</summary>
public sealed record JobCommit
{
    /// <summary>Gets the job as decided, with the due time of its next step.</summary>
    public required JobRecord Job { get; init; }

    /// <summary>Gets the fencing token of the lease.</summary>
    public required long Token { get; init; }

    /// <summary>
    /// Gets the signals that the decision has seen. When more have arrived, the job stays due.
    /// </summary>
    public required long Signals { get; init; }

    /// <summary>
    /// Gets whether the decision may only stand if nothing arrived meanwhile: paid calls and
    /// ends.
    /// </summary>
    public bool OnlyIfUnchanged { get; init; }

    /// <summary>
    /// Gets how much longer the lease is kept; <see langword="null"/> gives it back.
    /// </summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>
    /// Gets the credit operation to commit together with the decision, on the store's own ledger.
    /// </summary>
    public CreditOperation? Operation { get; init; }

    /// <summary>
    /// Gets whether the row goes, with its key, instead of being written: an acceptance that a
    /// foreign ledger refused.
    /// </summary>
    public bool Forget { get; init; }
}
