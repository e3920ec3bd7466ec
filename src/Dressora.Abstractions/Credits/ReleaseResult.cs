namespace Dressora;

/// <summary>Every way a release can end without something being broken.</summary>
public abstract record ReleaseResult : CreditResult
{
    private ReleaseResult()
    {
    }

    /// <summary>The held credits are back with the account.</summary>
    public sealed record Released(CreditHold Hold) : ReleaseResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>The hold was released or had timed out before; nothing changed.</summary>
    public sealed record Replayed(CreditHold Hold) : ReleaseResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>The hold cannot be released: it does not exist, or it was settled. Nothing changed.</summary>
    /// <param name="Hold">The settled hold; <see langword="null"/> when there is none.</param>
    public sealed record Refused(CreditHold? Hold) : ReleaseResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }
}
