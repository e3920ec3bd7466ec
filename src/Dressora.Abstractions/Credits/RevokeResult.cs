namespace Dressora;

/// <summary>Every way a revocation can end without something being broken.</summary>
public abstract record RevokeResult : CreditResult
{
    private RevokeResult()
    {
    }

    /// <summary>The revocation stands.</summary>
    /// <param name="Grant">The grant as it is now.</param>
    /// <param name="Taken">What was taken at once, from it and its replacements.</param>
    public sealed record Revoked(CreditGrant Grant, Credits Taken) : RevokeResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>This revocation was made before; nothing changed.</summary>
    /// <param name="Grant">The grant as it is now.</param>
    /// <param name="Taken">What was taken at once then.</param>
    public sealed record Replayed(CreditGrant Grant, Credits Taken) : RevokeResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>Nothing was revoked, and nothing ever will be under this key.</summary>
    /// <param name="Reason">Which rule forbids it.</param>
    /// <param name="Grant">The grant as it is; <see langword="null"/> when there is none.</param>
    public sealed record Refused(CreditRefusal Reason, CreditGrant? Grant) : RevokeResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }

    /// <summary>The key belongs to another operation. Nothing changed.</summary>
    public sealed record Conflict : RevokeResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }
}
