using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dressora.Jobs;

/// <summary>
/// What makes two requests the same under one idempotency key: everything that the client sent.
/// </summary>
internal static class RequestFingerprint
{
    public static string Of(GenerationRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, request.Prompt);
        Append(hash, request.Count.ToString(CultureInfo.InvariantCulture));
        Append(hash, request.Model);
        Append(hash, request.Provider);
        Append(hash, request.AspectRatio);
        foreach (var input in request.Inputs)
        {
            Append(hash, input.Role.Value);
            Append(hash, input.Upload?.Value);
            Append(hash, input.Url?.AbsoluteUri);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Lengths keep "ab" and "c" apart from "a" and "bc", and an absent value from an empty one.
    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? string.Empty);
        hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
        hash.AppendData(bytes);
    }
}
