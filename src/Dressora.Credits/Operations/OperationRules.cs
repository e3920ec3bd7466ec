namespace Dressora.Ledger;

/// <summary>
/// What is wrong with an operation in itself, whatever the account holds. Checked before anything
/// is loaded.
/// </summary>
public static class OperationRules
{
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
                Named(freeze.Hold.Value, "hold id", operation);
                NotNegative(freeze.Amount, nameof(freeze.Amount));
                InBounds(freeze.Lifetime, nameof(freeze.Lifetime));
                break;
            case SettleCredits settle:
                Named(settle.Hold.Value, "hold id", operation);
                NotNegative(settle.Amount, nameof(settle.Amount));
                break;
            case ReleaseCredits release:
                Named(release.Hold.Value, "hold id", operation);
                Defined(release.Reason, nameof(release.Reason));
                break;
            default:
                throw new ArgumentException($"There is no operation {operation.GetType().Name}.", nameof(operation));
        }
    }

    private static void Validate(GrantCredits grant)
    {
        Named(grant.Grant.Value, "grant id", grant);
        if (grant.Amount < new Credits(1))
        {
            throw new ArgumentOutOfRangeException(nameof(grant), grant.Amount, "A grant must give at least 1 credit.");
        }

        if (grant.ExpiresAt <= grant.EffectiveAt)
        {
            throw new ArgumentException(
                $"The grant expires at {grant.ExpiresAt:O}, which is not after {grant.EffectiveAt:O}, when it becomes effective.", nameof(grant));
        }
    }

    private static void Named(string value, string noun, CreditOperation operation)
    {
        if (value.Length == 0)
        {
            throw new ArgumentException($"The {noun} of the {operation.GetType().Name} is empty.", nameof(operation));
        }
    }

    private static void NotNegative(Credits amount, string name)
    {
        if (amount < Credits.Zero)
        {
            throw new ArgumentOutOfRangeException(name, amount, "The amount must not be negative.");
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

    private static void Defined(ReleaseReason reason, string name)
    {
        if (!Enum.IsDefined(reason))
        {
            throw new ArgumentOutOfRangeException(name, reason, "There is no such reason for a release.");
        }
    }
}
