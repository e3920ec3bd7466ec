namespace Dressora.Emulators;

/// <summary>A range of whole numbers, both ends allowed.</summary>
internal readonly record struct Bounds(int Min, int Max)
{
    /// <summary>Whether a value lies within.</summary>
    public bool Contains(int value) => value >= Min && value <= Max;
}
