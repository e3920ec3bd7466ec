using System.Buffers.Binary;

namespace Dressora.Testing;

/// <summary>Ids and secrets from the seed.</summary>
internal sealed class SimulatedEntropy(Dice dice) : Entropy
{
    public override JobId NewJob(DateTimeOffset now)
    {
        // As a UUID of version 7 (RFC 9562, 5.7): milliseconds first, then chance.
        Span<byte> bytes = stackalloc byte[16];
        dice.Fill(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (now.ToUnixTimeMilliseconds() << 16) | 0x7000L | (bytes[6] & 0x0FL) << 8 | bytes[7]);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new JobId(new Guid(bytes, bigEndian: true));
    }

    protected override byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        dice.Fill(bytes);
        return bytes;
    }
}
