namespace Dressora.Testing;

/// <summary>
/// Chance from a seed, the same on every machine. Dice made under a label are independent of how
/// often others were thrown, so leaving out a fault moves nothing before it.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private readonly ulong _seed = seed;
    private ulong _state = seed;

    /// <summary>Makes dice of their own.</summary>
    public Dice For(string label)
    {
        var hash = 14_695_981_039_346_656_037UL; // FNV-1a: the runtime's own hash of a string differs from run to run.
        foreach (var letter in label)
        {
            hash = unchecked((hash ^ letter) * 1_099_511_628_211UL);
        }

        return new Dice(Mix(_seed ^ hash));
    }

    /// <summary>Throws a number from 0 up to, not including, the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Throws true so many times of a hundred.</summary>
    public bool Percent(int share) => Below(100) < share;

    /// <summary>Throws for one of the choices.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Throws a time between the two, by the millisecond.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromMilliseconds(Below((int)(most - least).TotalMilliseconds + 1));

    /// <summary>Throws bytes.</summary>
    public void Fill(Span<byte> bytes)
    {
        foreach (ref var one in bytes)
        {
            one = unchecked((byte)Next());
        }
    }

    /// <summary>Throws 64 bits (SplitMix64).</summary>
    public ulong Next() => Mix(_state = unchecked(_state + 0x9E3779B97F4A7C15UL));

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
