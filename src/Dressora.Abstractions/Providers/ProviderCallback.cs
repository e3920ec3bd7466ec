namespace Dressora.Providers;

/// <summary>A message that arrived at an attempt's own callback URL, as raw as it came.</summary>
public sealed record ProviderCallback
{
    /// <summary>Gets the exact bytes of the body, which is what signatures cover.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the headers, by names without regard to case.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>Gets when it arrived, for signatures that carry a time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
