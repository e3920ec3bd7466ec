namespace Dressora;

/// <summary>
/// Names one refund or one revocation, such as a provider's id for it. Unique per account, for
/// ever.
/// </summary>
/// <remarks>
/// Key each by an id of its own, never by its charge alone: one charge may be refunded in parts.
/// </remarks>
public readonly record struct OperationKey
{
    /// <summary>The longest key, in UTF-16 code units.</summary>
    public const int LengthMax = 200;

    private readonly string? _value;

    /// <summary>Takes a key from the caller.</summary>
    /// <param name="value">From 1 to <see cref="LengthMax"/> characters, none of them a control character. Keep it free of personal data.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public OperationKey(string value) => _value = Name.Checked(value, LengthMax, "operation key");

    /// <summary>
    /// Gets the key; empty for <see langword="default"/>, which no operation accepts.
    /// </summary>
    public string Value => _value ?? string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
