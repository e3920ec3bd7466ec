using System.Globalization;

namespace Dressora;

/// <summary>
/// Names a grant by what it was given for, such as a provider's charge id. Unique per account,
/// for ever.
/// </summary>
/// <remarks>
/// The id is the key: granting twice under one id gives credits once, so a redelivered payment
/// webhook is harmless.
/// </remarks>
public readonly record struct GrantId
{
    /// <summary>The longest grant id, in UTF-16 code units.</summary>
    public const int LengthMax = 200;

    private const string ReplacementPrefix = "replacement:";

    private readonly string? _value;

    /// <summary>Takes an id from the host.</summary>
    /// <param name="value">From 1 to <see cref="LengthMax"/> characters, none of them a control character. Keep it free of personal data.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public GrantId(string value) => _value = Name.Checked(value, LengthMax, "grant id");

    /// <summary>
    /// Gets the id; empty for <see langword="default"/>, which no operation accepts.
    /// </summary>
    public string Value => _value ?? string.Empty;

    /// <summary>
    /// Returns the id of the replacement that a journal entry gave. Ids of this form are the
    /// ledger's own.
    /// </summary>
    /// <param name="sequence">The sequence of that entry.</param>
    public static GrantId ForReplacement(long sequence) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{ReplacementPrefix}{sequence}"));

    /// <summary>Tells whether only the ledger itself gives such an id.</summary>
    public bool IsReserved => Value.StartsWith(ReplacementPrefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
