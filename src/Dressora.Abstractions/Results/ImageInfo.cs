namespace Dressora;

/// <summary>What is known of an image from its own bytes, without decoding it. A declared type or name never counts.</summary>
/// <param name="ContentType"><c>image/png</c>, <c>image/jpeg</c>, <c>image/webp</c>, <c>image/avif</c> or <c>image/gif</c>.</param>
/// <param name="Width">The width in pixels, before any orientation is applied.</param>
/// <param name="Height">The height in pixels, before any orientation is applied.</param>
/// <param name="Bytes">The length in bytes.</param>
public sealed record ImageInfo(string ContentType, int Width, int Height, long Bytes);
