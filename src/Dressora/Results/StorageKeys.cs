namespace Dressora;

/// <summary>What the stores here have in common about keys.</summary>
internal static class StorageKeys
{
    /// <summary>Refuses the key that names nothing.</summary>
    public static void ThrowIfDefault(StorageKey key)
    {
        if (key == default)
        {
            throw new ArgumentException("The default storage key names no object.", nameof(key));
        }
    }
}
