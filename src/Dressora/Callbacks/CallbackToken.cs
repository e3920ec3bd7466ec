using System.Security.Cryptography;
using System.Text;

namespace Dressora;

/// <summary>
/// The secret in a callback URL: 256 random bits, one per create. Only its hash is stored.
/// </summary>
internal sealed record CallbackToken(string Value, string Hash)
{
    public static CallbackToken From(string value) => new(value, HashOf(value));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    // A record would print its members, and the value must not reach a log.
    public override string ToString() => nameof(CallbackToken);
}
