namespace Dressora;

/// <summary>
/// The bytes of one transfer, read from outside once and readable here as often as needed: in
/// memory, or in a nameless file.
/// </summary>
/// <remarks>
/// Disposing it frees the memory or the file; streams opened from it must not be used after that.
/// Reading is thread-safe.
/// </remarks>
internal sealed class Spool : IAsyncDisposable
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly FileStream? _file;

    internal Spool(ReadOnlyMemory<byte> memory, FileStream? file, long bytes, byte[] sha256)
    {
        _memory = memory;
        _file = file;
        Bytes = bytes;
        Sha256 = sha256;
    }

    /// <summary>Gets the exact length.</summary>
    public long Bytes { get; }

    /// <summary>Gets the SHA-256 of the bytes, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Sha256 { get; }

    /// <summary>Gets whether the bytes went to a file.</summary>
    internal bool IsFile => _file is not null;

    /// <summary>
    /// Opens the bytes from their beginning, independent of every other stream opened before.
    /// </summary>
    public Stream Open() => new SpoolStream(_memory, _file?.SafeFileHandle, Bytes);

    /// <summary>Offers the bytes to a result store, which may open them once per try.</summary>
    public StoredContent ToContent(string contentType) =>
        new(_ => ValueTask.FromResult(Open()), Bytes, contentType, Sha256);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;
}
