namespace Dressora.Providers;

/// <summary>An upstream error, classified by its consequence.</summary>
public sealed record ProviderError
{
    /// <summary>The longest code that is kept, in characters; a longer one is cut.</summary>
    public const int CodeLengthMax = 100;

    /// <summary>Classifies an error.</summary>
    /// <param name="kind">What follows from it.</param>
    /// <param name="code">The provider's own code, for operators and metrics: a word, never free text, a prompt or a URL.</param>
    public ProviderError(ProviderErrorKind kind, string? code = null)
    {
        Kind = kind;
        Code = code is { Length: > CodeLengthMax } ? code[..CodeLengthMax] : code;
    }

    /// <summary>Gets what follows from the error.</summary>
    public ProviderErrorKind Kind { get; }

    /// <summary>Gets the provider's own code; <see langword="null"/> when it gave none.</summary>
    public string? Code { get; }

    /// <summary>
    /// Gets how long the provider asked to wait; <see langword="null"/> when it did not say.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Code is null ? Kind.ToString() : $"{Kind} ({Code})";
}
