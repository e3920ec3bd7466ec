namespace Dressora;

/// <summary>Every way a grant can end without something being broken.</summary>
public abstract record GrantResult : CreditResult
{
    private GrantResult()
    {
    }

    /// <summary>The credits were given.</summary>
    public sealed record Granted(CreditGrant Grant) : GrantResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>The same grant was given before; nothing changed.</summary>
    public sealed record Replayed(CreditGrant Grant) : GrantResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>
    /// Another grant has this id: its amount, priority or dates differ. Nothing changed.
    /// </summary>
    public sealed record Conflict(CreditGrant Existing) : GrantResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }
}
