namespace Dressora;

/// <summary>
/// A client's name for one submission: the same key from the same account gives the same job.
/// </summary>
/// <remarks>Kept as long as its job. Only an accepted job consumes a key.</remarks>
public readonly record struct IdempotencyKey
{
    /// <summary>The longest key, in UTF-16 code units.</summary>
    public const int LengthMax = 200;

    private readonly string? _value;

    /// <summary>Takes a key from a client.</summary>
    /// <param name="value">From 1 to <see cref="LengthMax"/> characters, none of them a control character.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public IdempotencyKey(string value) => _value = Name.Checked(value, LengthMax, "idempotency key");

    /// <summary>Gets the key; empty for <see langword="default"/>.</summary>
    public string Value => _value ?? string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
