using Dressora.Providers;

namespace Dressora.Testing;

/// <summary>An input image for the provider kit.</summary>
internal static class SomeInput
{
    public static ProviderInput Image { get; } = new()
    {
        Role = InputRole.Person,
        Image = new ImageInfo("image/png", 2, 3, TestImages.Png.Length),
        Open = static _ => ValueTask.FromResult<Stream>(new MemoryStream(TestImages.Png.ToArray(), writable: false)),
    };
}
