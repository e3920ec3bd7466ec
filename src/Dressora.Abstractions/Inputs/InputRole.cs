namespace Dressora;

/// <summary>
/// What an input image is for. Open: a provider may know roles that this package has never heard
/// of.
/// </summary>
/// <remarks>
/// Compared ordinally. The order of a request's inputs is kept, for providers that know no roles.
/// </remarks>
public readonly record struct InputRole
{
    /// <summary>The longest role, in UTF-16 code units.</summary>
    public const int LengthMax = 50;

    private readonly string? _value;

    /// <summary>Takes a role.</summary>
    /// <param name="value">From 1 to <see cref="LengthMax"/> characters, none of them a control character.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public InputRole(string value) => _value = Name.Checked(value, LengthMax, "input role");

    /// <summary>Gets the person who is to be dressed.</summary>
    public static InputRole Person { get; } = new("person");

    /// <summary>Gets the garment to put on.</summary>
    public static InputRole Garment { get; } = new("garment");

    /// <summary>
    /// Gets an image that guides the result in some other way; also what
    /// <see langword="default"/> means.
    /// </summary>
    public static InputRole Reference { get; } = new("reference");

    /// <summary>Gets the role.</summary>
    public string Value => _value ?? "reference";

    /// <inheritdoc/>
    public override string ToString() => Value;
}
