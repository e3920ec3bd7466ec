namespace Dressora;

/// <summary>An object to store: bytes of a known length that can be read again.</summary>
/// <param name="Open">Opens the bytes from their beginning; called again for each try. The store disposes the stream.</param>
/// <param name="Bytes">The exact length in bytes.</param>
/// <param name="ContentType">The type that readers are told, found from the bytes.</param>
/// <param name="Sha256">The SHA-256 of the bytes, 32 bytes.</param>
public sealed record StoredContent(
    Func<CancellationToken, ValueTask<Stream>> Open, long Bytes, string ContentType, ReadOnlyMemory<byte> Sha256);
