using System.Diagnostics.CodeAnalysis;

namespace Dressora;

/// <summary>
/// Names whose jobs and credits these are: the authenticated user, or whatever the host sells to.
/// </summary>
/// <remarks>
/// Opaque and case-sensitive. Dressora compares it ordinally, stores it with every row and never
/// shows it to another account.
/// </remarks>
public readonly record struct AccountId
{
    /// <summary>The longest account name, in UTF-16 code units.</summary>
    public const int LengthMax = 200;

    private readonly string? _value;

    /// <summary>Takes a name from the host.</summary>
    /// <param name="value">From 1 to <see cref="LengthMax"/> characters, none of them a control character, not only white space.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public AccountId(string value) => _value = Name.Checked(value, LengthMax, "account");

    /// <summary>
    /// Gets the name; empty for <see langword="default"/>, which no operation accepts.
    /// </summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Takes a name that may not follow the rule, such as one out of a token.</summary>
    /// <param name="value">The name; <see langword="null"/> never follows the rule.</param>
    /// <param name="account">The account, or <see langword="default"/>.</param>
    /// <returns><see langword="false"/> for what the constructor would refuse.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out AccountId account)
    {
        var valid = Name.Problem(value, LengthMax, "account") is null;
        account = valid ? new AccountId(value!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
