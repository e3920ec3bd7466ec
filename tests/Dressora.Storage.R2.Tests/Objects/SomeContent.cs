using System.Security.Cryptography;

namespace Dressora.Storage.R2.Tests;

internal static class SomeContent
{
    public static byte[] Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static StoredContent Of(byte[] bytes) =>
        new(_ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false)), bytes.Length, "image/png", SHA256.HashData(bytes));
}
