namespace Dressora.Providers;

/// <summary>
/// The ways in which a provider takes input images. Dressora tries them in this order.
/// </summary>
[Flags]
public enum InputTransport
{
    /// <summary>It takes no images.</summary>
    None = 0,

    /// <summary>
    /// It fetches a URL; used where the result store can sign one that the provider can reach.
    /// </summary>
    Url = 1,

    /// <summary>
    /// It needs the image as a file of its own first; the provider implements
    /// <see cref="IInputStaging"/>.
    /// </summary>
    Staged = 2,

    /// <summary>It takes the bytes inside the create call.</summary>
    Bytes = 4,
}
