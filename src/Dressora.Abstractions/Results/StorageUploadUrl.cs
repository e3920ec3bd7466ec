namespace Dressora;

/// <summary>Where to put one object, with the method PUT.</summary>
/// <param name="Url">The address; it carries its permission, so it is a secret until it expires.</param>
/// <param name="Headers">The headers that must be sent with it, to the letter.</param>
public sealed record StorageUploadUrl(Uri Url, IReadOnlyDictionary<string, string> Headers);
