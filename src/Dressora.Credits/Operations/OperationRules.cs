namespace Dressora.Ledger;

/// <summary>
/// What is wrong with an operation in itself, whatever the account holds. Checked before anything
/// is loaded.
/// </summary>
public static class OperationRules
{
    private static readonly Credits One = new(1);

    /// <summary>Checks an operation.</summary>
    /// <exception cref="ArgumentException">
    /// A value breaks its rule; the message names both.
    /// </exception>
    public static void Validate(CreditOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Named(operation.Account.Value, "account", operation);
        switch (operation)
        {
            case GrantCredits grant:
                Validate(grant);
                break;
            case FreezeCredits freeze:
                Made(freeze.Hold, operation);
                AtLeast(Credits.Zero, freeze.Amount, nameof(freeze.Amount));
                InBounds(freeze.Lifetime, nameof(freeze.Lifetime));
                break;
            case ExtendCredits extend:
                Named(extend.Hold.Value, "hold id", operation);
                InBounds(extend.Lifetime, nameof(extend.Lifetime));
                break;
            case SettleCredits settle:
                Named(settle.Hold.Value, "hold id", operation);
                AtLeast(Credits.Zero, settle.Amount, nameof(settle.Amount));
                break;
            case ReleaseCredits release:
                Named(release.Hold.Value, "hold id", operation);
                Defined(release.Reason, nameof(release.Reason));
                break;
            case RefundCredits refund:
                Named(refund.Hold.Value, "hold id", operation);
                Named(refund.Key.Value, "operation key", operation);
                AtLeast(One, refund.Amount, nameof(refund.Amount));
                break;
            case RevokeCredits revoke:
                Validate(revoke);
                break;
            case AdjustCredits adjust:
                Made(adjust.Hold, operation);
                AtLeast(One, adjust.Amount, nameof(adjust.Amount));
                ArgumentException.ThrowIfNullOrWhiteSpace(adjust.Note);
                Short(adjust.Note, AdjustCredits.NoteLengthMax, nameof(adjust.Note));
                break;
            default:
                throw new ArgumentException($"There is no operation {operation.GetType().Name}.", nameof(operation));
        }
    }

    private static void Validate(GrantCredits grant)
    {
        Given(grant.Grant, grant);
        AtLeast(One, grant.Amount, nameof(grant.Amount));
        Short(grant.Metadata, GrantCredits.MetadataLengthMax, nameof(grant.Metadata));
        if (grant.ExpiresAt <= grant.EffectiveAt)
        {
            throw new ArgumentException(
                $"The grant expires at {grant.ExpiresAt:O}, which is not after {grant.EffectiveAt:O}, when it becomes effective.", nameof(grant));
        }
    }

    private static void Validate(RevokeCredits revoke)
    {
        Given(revoke.Grant, revoke);
        Named(revoke.Key.Value, "operation key", revoke);
        AtLeast(One, revoke.Amount ?? One, nameof(revoke.Amount));
        Short(revoke.Note, RevokeCredits.NoteLengthMax, nameof(revoke.Note));
    }

    private static void Named(string value, string noun, CreditOperation operation)
    {
        if (value.Length == 0)
        {
            throw new ArgumentException($"The {noun} of the {operation.GetType().Name} is empty.", nameof(operation));
        }
    }

    private static void Given(GrantId grant, CreditOperation operation)
    {
        Named(grant.Value, "grant id", operation);
        if (grant.IsReserved)
        {
            throw new ArgumentException($"The grant id '{grant}' is the ledger's own: name the grant that it replaces.", nameof(operation));
        }
    }

    private static void Made(HoldId hold, CreditOperation operation)
    {
        Named(hold.Value, "hold id", operation);
        if (hold.IsReserved)
        {
            throw new ArgumentException($"The hold id '{hold}' is the ledger's own: choose one that begins differently.", nameof(operation));
        }
    }

    private static void AtLeast(Credits least, Credits amount, string name)
    {
        if (amount < least)
        {
            throw new ArgumentOutOfRangeException(name, amount, $"The amount must be at least {least}.");
        }
    }

    private static void InBounds(TimeSpan lifetime, string name)
    {
        if (lifetime <= TimeSpan.Zero || lifetime > FreezeCredits.LifetimeMax)
        {
            throw new ArgumentOutOfRangeException(
                name, lifetime, $"The lifetime of a hold must be more than zero and at most {FreezeCredits.LifetimeMax.TotalDays} days.");
        }
    }

    private static void Short(string? text, int lengthMax, string name)
    {
        if (text?.Length > lengthMax)
        {
            throw new ArgumentOutOfRangeException(name, text.Length, $"The {name} may have at most {lengthMax} characters.");
        }
    }

    private static void Defined(ReleaseReason reason, string name)
    {
        if (!Enum.IsDefined(reason))
        {
            throw new ArgumentOutOfRangeException(name, reason, "There is no such reason for a release.");
        }
    }
}
