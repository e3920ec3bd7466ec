namespace Dressora;

/// <summary>Every way a refund can end without something being broken.</summary>
public abstract record RefundResult : CreditResult
{
    private RefundResult()
    {
    }

    /// <summary>The credits are back with their grants.</summary>
    public sealed record Refunded(CreditHold Hold) : RefundResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>This refund was made before; nothing changed.</summary>
    public sealed record Replayed(CreditHold Hold) : RefundResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>Nothing was refunded, and nothing ever will be under this key.</summary>
    /// <param name="Reason">Which rule forbids it.</param>
    /// <param name="Hold">The hold as it is; <see langword="null"/> when there is none.</param>
    public sealed record Refused(CreditRefusal Reason, CreditHold? Hold) : RefundResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }

    /// <summary>The key belongs to another operation. Nothing changed.</summary>
    public sealed record Conflict : RefundResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }
}
