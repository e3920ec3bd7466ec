namespace Dressora;

/// <summary>Every way a freeze can end without something being broken.</summary>
public abstract record FreezeResult : CreditResult
{
    private FreezeResult()
    {
    }

    /// <summary>The credits are held.</summary>
    public sealed record Frozen(CreditHold Hold) : FreezeResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>
    /// This hold was made before; nothing changed. Look at its status: it may have ended
    /// meanwhile.
    /// </summary>
    public sealed record Replayed(CreditHold Hold) : FreezeResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>
    /// The account had fewer spendable credits than asked for; nothing was held. The same id is
    /// answered so again, even after a top-up.
    /// </summary>
    public sealed record Insufficient(Credits Needed, Credits Available) : FreezeResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }

    /// <summary>
    /// A hold of another amount has this id, or an adjustment. Nothing changed.
    /// </summary>
    public sealed record Conflict(CreditHold Existing) : FreezeResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }
}
