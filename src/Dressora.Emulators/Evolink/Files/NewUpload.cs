namespace Dressora.Emulators;

/// <summary>A file that has arrived and been checked.</summary>
internal sealed record NewUpload(string Folder, string Name, string OriginalName, ImageKind Kind, byte[] Content);
