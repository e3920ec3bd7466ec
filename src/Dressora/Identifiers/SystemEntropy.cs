using System.Security.Cryptography;

namespace Dressora;

/// <summary>The system's cryptographic generator.</summary>
internal sealed class SystemEntropy : Entropy
{
    /// <inheritdoc/>
    public override JobId NewJob(DateTimeOffset now) => JobId.New(now);

    /// <inheritdoc/>
    protected override byte[] Bytes(int length) => RandomNumberGenerator.GetBytes(length);
}
