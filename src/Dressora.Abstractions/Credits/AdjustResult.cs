namespace Dressora;

/// <summary>Every way an adjustment can end without something being broken.</summary>
public abstract record AdjustResult : CreditResult
{
    private AdjustResult()
    {
    }

    /// <summary>The credits are charged.</summary>
    public sealed record Adjusted(CreditHold Hold) : AdjustResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>This adjustment was made before; nothing changed.</summary>
    public sealed record Replayed(CreditHold Hold) : AdjustResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>
    /// The account had fewer spendable credits than that; nothing was taken. The same id is
    /// answered so again, even after a top-up.
    /// </summary>
    public sealed record Insufficient(Credits Needed, Credits Available) : AdjustResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }

    /// <summary>A hold, or an adjustment of another amount, has this id. Nothing changed.</summary>
    public sealed record Conflict(CreditHold Existing) : AdjustResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }
}
