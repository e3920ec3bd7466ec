namespace Dressora;

/// <summary>Every way a settle can end without something being broken.</summary>
public abstract record SettleResult : CreditResult
{
    private SettleResult()
    {
    }

    /// <summary>The amount was charged and the rest returned.</summary>
    public sealed record Settled(CreditHold Hold) : SettleResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>The hold was settled before with this amount; nothing changed.</summary>
    public sealed record Replayed(CreditHold Hold) : SettleResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>The hold cannot be settled so. Nothing changed.</summary>
    /// <param name="Reason">Which rule forbids it.</param>
    /// <param name="Hold">The hold as it is; <see langword="null"/> when there is none.</param>
    public sealed record Refused(SettleRefusal Reason, CreditHold? Hold) : SettleResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }
}
