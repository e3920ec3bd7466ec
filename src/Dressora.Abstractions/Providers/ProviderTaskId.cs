namespace Dressora.Providers;

/// <summary>
/// A provider's own name for a task. Opaque to Dressora, and never shown to users.
/// </summary>
public readonly record struct ProviderTaskId
{
    /// <summary>The longest id, in UTF-16 code units.</summary>
    public const int LengthMax = 1_024;

    private readonly string? _value;

    /// <summary>Takes an id as the provider wrote it.</summary>
    /// <param name="value">From 1 to <see cref="LengthMax"/> characters, none of them a control character.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public ProviderTaskId(string value) => _value = Name.Checked(value, LengthMax, "provider task id");

    /// <summary>Gets the id; empty for <see langword="default"/>.</summary>
    public string Value => _value ?? string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
