namespace Dressora;

/// <summary>One delivered output, readable from the host's own storage.</summary>
/// <param name="Index">Its place among the requested outputs, from 0.</param>
/// <param name="Key">Where it lies in the <see cref="IResultStore"/>.</param>
/// <param name="Image">What its bytes say it is.</param>
public sealed record JobResult(int Index, StorageKey Key, ImageInfo Image);
