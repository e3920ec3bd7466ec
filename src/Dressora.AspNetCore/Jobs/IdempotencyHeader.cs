using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Dressora;

/// <summary>The header <c>Idempotency-Key</c>.</summary>
internal static class IdempotencyHeader
{
    private const string Name = "Idempotency-Key";

    /// <summary>
    /// Gets the answer to a key that cannot be kept: an unusable key is not the same as none,
    /// which would give a second job.
    /// </summary>
    public static Problem Malformed { get; } = Problem.InvalidRequest(new RequestProblem(
        Name, "invalid_key", string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} must stand once, with 1 to {IdempotencyKey.LengthMax} visible ASCII characters and no spaces.")));

    /// <summary>Reads the key; <see langword="null"/> where the client sent none.</summary>
    public static bool TryRead(HttpRequest request, out IdempotencyKey? key)
    {
        key = null;
        if (!request.Headers.TryGetValue(Name, out var values))
        {
            return true;
        }

        if (values.Count != 1 || values[0] is not { Length: > 0 and <= IdempotencyKey.LengthMax } text
            || text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        key = new IdempotencyKey(text);
        return true;
    }
}
