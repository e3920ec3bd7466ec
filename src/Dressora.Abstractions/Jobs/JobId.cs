using System.Diagnostics.CodeAnalysis;

namespace Dressora;

/// <summary>
/// Identifies one generation job. Sorts by creation time (UUID version 7). Written as <c>job_</c>
/// and 32 hexadecimal digits.
/// </summary>
/// <remarks>
/// Not a secret: knowing an id gives no access, another account's job is not found.
/// </remarks>
public readonly record struct JobId(Guid Value)
{
    private const string Prefix = "job_";

    /// <summary>Makes a new id.</summary>
    /// <param name="now">The time that the id sorts by.</param>
    public static JobId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>Reads an id as <see cref="ToString"/> writes it, and nothing else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out JobId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || !Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)
            || text.AsSpan().ContainsAnyInRange('A', 'Z'))
        {
            return false;
        }

        id = new JobId(value);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Prefix}{Value:N}";
}
