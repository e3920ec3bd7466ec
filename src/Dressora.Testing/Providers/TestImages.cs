namespace Dressora.Testing;

/// <summary>Small whole images for tests.</summary>
public static class TestImages
{
    /// <summary>Gets a red PNG, 2 pixels wide and 3 high.</summary>
    public static ReadOnlyMemory<byte> Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGM4oaEBRAwoFABIvQaRikDLogAAAABJRU5ErkJggg==");
}
