using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Dressora;

/// <summary>
/// Identifies an uploaded input image. Written as <c>upl_</c> and 32 hexadecimal digits of
/// randomness.
/// </summary>
/// <remarks>
/// It gives no access by itself: an upload belongs to its account, and is unknown to every other.
/// </remarks>
public readonly record struct UploadId
{
    private const string Prefix = "upl_";
    private const int DigitsLength = 32;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly string? _value;

    private UploadId(string value) => _value = value;

    /// <summary>Gets the id; empty for <see langword="default"/>.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Makes an id from 16 random bytes.</summary>
    /// <param name="random">Exactly 16 bytes from a cryptographic source.</param>
    /// <exception cref="ArgumentException">Another number of bytes.</exception>
    public static UploadId From(ReadOnlySpan<byte> random) => random.Length == DigitsLength / 2
        ? new UploadId(Prefix + Convert.ToHexStringLower(random))
        : throw new ArgumentException($"An upload id is made of {DigitsLength / 2} bytes; there were {random.Length}.", nameof(random));

    /// <summary>Reads an id as <see cref="ToString"/> writes it, and nothing else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UploadId id)
    {
        var valid = text is not null
            && text.Length == Prefix.Length + DigitsLength
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Digits);
        id = valid ? new UploadId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
