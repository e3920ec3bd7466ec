namespace Dressora;

/// <summary>
/// The check sum of PNG chunks (ISO 3309). The framework's own is an extra package.
/// </summary>
internal struct Crc32()
{
    private static readonly uint[] Table = MakeTable();

    private uint _state = uint.MaxValue;

    /// <summary>Gets the check sum of everything added.</summary>
    public readonly uint Value => ~_state;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        foreach (var next in bytes)
        {
            state = Table[(state ^ next) & 0xFF] ^ (state >> 8);
        }

        _state = state;
    }

    private static uint[] MakeTable()
    {
        const uint polynomial = 0xEDB88320;
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ polynomial;
            }

            table[i] = entry;
        }

        return table;
    }
}
