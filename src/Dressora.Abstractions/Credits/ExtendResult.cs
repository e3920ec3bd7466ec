namespace Dressora;

/// <summary>Every way an extension can end without something being broken.</summary>
public abstract record ExtendResult : CreditResult
{
    private ExtendResult()
    {
    }

    /// <summary>The hold has its later deadline.</summary>
    public sealed record Extended(CreditHold Hold) : ExtendResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>The hold lives at least that long already; nothing changed.</summary>
    public sealed record Replayed(CreditHold Hold) : ExtendResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => false;
    }

    /// <summary>There is no open hold to extend. Nothing changed.</summary>
    /// <param name="Hold">The hold as it ended; <see langword="null"/> when there is none.</param>
    public sealed record Refused(CreditHold? Hold) : ExtendResult
    {
        /// <inheritdoc/>
        public override bool IsRefused => true;
    }
}
