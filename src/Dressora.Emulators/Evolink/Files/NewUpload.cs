namespace Dressora.Emulators;

/// <summary>A file that has arrived and been checked.</summary>
/// <param name="Folder">Where to put it; empty for no folder.</param>
/// <param name="Name">The name to serve it under.</param>
/// <param name="OriginalName">What the client called it.</param>
/// <param name="Kind">What its first bytes say it is.</param>
/// <param name="Content">All of it.</param>
internal sealed record NewUpload(string Folder, string Name, string OriginalName, ImageKind Kind, byte[] Content);
