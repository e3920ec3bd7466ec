using System.Security.Cryptography;

namespace Dressora.Testing;

/// <summary>Objects to store, made of bytes that a seed determines.</summary>
internal static class SomeContent
{
    public const string ContentType = "image/png";

    public static byte[] Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static StoredContent Of(byte[] bytes) => Of(bytes, () => new MemoryStream(bytes, writable: false));

    public static StoredContent Of(byte[] announced, Func<Stream> open) => new(
        _ => ValueTask.FromResult(open()), announced.Length, ContentType, SHA256.HashData(announced));
}
