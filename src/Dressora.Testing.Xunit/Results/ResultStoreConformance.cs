using Xunit;

namespace Dressora.Testing;

/// <summary>
/// What every result store must do. Derive once per store; the facts come with it.
/// </summary>
/// <remarks>
/// Every fact uses a store of its own and disposes it when it can be disposed. A fact may be
/// overridden where a store has a reason to differ; what a store can do at all is said by the
/// capability properties.
/// </remarks>
public abstract partial class ResultStoreConformance : IAsyncLifetime
{
    private const int LargeBytes = 24 << 20;

    private IResultStore? _store;

    /// <summary>
    /// Gets whether results have a URL that never expires. The default is
    /// <see langword="false"/>.
    /// </summary>
    protected virtual bool HasPublicUrls => false;

    /// <summary>
    /// Gets whether objects have signed URLs that expire. The default is <see langword="false"/>.
    /// </summary>
    protected virtual bool HasSignedUrls => false;

    /// <summary>
    /// Gets how many writers put one key at once. The default is 16; lower it for storage that
    /// limits writes per key.
    /// </summary>
    protected virtual int Writers => 16;

    /// <summary>Gets the store of this fact.</summary>
    protected IResultStore Store => _store ?? throw new InvalidOperationException("The store is made before each fact.");

    /// <summary>Gets what cancels the running fact.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static StorageKey Input { get; } = StorageKey.ForInput("0123456789abcdef0123456789abcdef");

    private static StorageKey Key { get; } = new("results/0197f0c5a2b47c0e8f00112233445566/0");

    /// <summary>Makes an empty store that nobody else uses.</summary>
    protected abstract Task<IResultStore> CreateStoreAsync();

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => _store = await CreateStoreAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_store is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (_store as IDisposable)?.Dispose();
        }
    }

    /// <summary>An object comes back as it was.</summary>
    [Fact]
    public virtual async Task What_was_put_is_read_back_to_the_byte()
    {
        var bytes = SomeContent.Bytes(70_001);

        await Store.PutAsync(Key, SomeContent.Of(bytes), Cancellation);

        Assert.Equal(bytes, await ReadAsync(Key));
    }

    /// <summary>An object that was never put is an answer, not an error.</summary>
    [Fact]
    public virtual async Task A_missing_object_is_null()
    {
        Assert.Null(await Store.OpenAsync(Key, Cancellation));
    }

    /// <summary>Zero bytes are an object.</summary>
    [Fact]
    public virtual async Task An_object_may_be_empty()
    {
        await Store.PutAsync(Key, SomeContent.Of([]), Cancellation);

        Assert.Empty(await ReadAsync(Key));
    }

    /// <summary>An object of 24 MiB comes back as it was.</summary>
    [Fact]
    public virtual async Task A_large_object_is_read_back_to_the_byte()
    {
        var bytes = SomeContent.Bytes(LargeBytes);

        await Store.PutAsync(Key, SomeContent.Of(bytes), Cancellation);

        var read = await ReadAsync(Key);
        Assert.True(read.AsSpan().SequenceEqual(bytes), "The large object differs from what was put.");
    }

    /// <summary>A reader can announce the length before it sends the bytes.</summary>
    [Fact]
    public virtual async Task An_opened_object_knows_its_length()
    {
        await Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(12_345)), Cancellation);

        await using var stream = await Store.OpenAsync(Key, Cancellation);

        Assert.Equal(12_345, stream!.Length);
    }

    /// <summary>Readers of one object do not disturb each other.</summary>
    [Fact]
    public virtual async Task Two_readers_have_positions_of_their_own()
    {
        var bytes = SomeContent.Bytes(5_000);
        await Store.PutAsync(Key, SomeContent.Of(bytes), Cancellation);

        await using var first = await Store.OpenAsync(Key, Cancellation);
        Assert.Equal(bytes[0], first!.ReadByte());

        Assert.Equal(bytes, await ReadAsync(Key));
    }

    /// <summary>The last put counts, also when it is shorter.</summary>
    [Fact]
    public virtual async Task Putting_again_replaces_the_object()
    {
        var second = SomeContent.Bytes(1_000, seed: 2);
        await Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(9_000)), Cancellation);

        await Store.PutAsync(Key, SomeContent.Of(second), Cancellation);

        Assert.Equal(second, await ReadAsync(Key));
    }

    /// <summary>A repeated store step is harmless.</summary>
    [Fact]
    public virtual async Task Putting_the_same_again_changes_nothing()
    {
        var bytes = SomeContent.Bytes(4_000);

        await Store.PutAsync(Key, SomeContent.Of(bytes), Cancellation);
        await Store.PutAsync(Key, SomeContent.Of(bytes), Cancellation);

        Assert.Equal(bytes, await ReadAsync(Key));
    }

    /// <summary>A delete takes effect at once.</summary>
    [Fact]
    public virtual async Task A_deleted_object_is_gone()
    {
        await Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(100)), Cancellation);

        await Store.DeleteAsync(Key, Cancellation);

        Assert.Null(await Store.OpenAsync(Key, Cancellation));
    }

    /// <summary>A delete may be repeated.</summary>
    [Fact]
    public virtual async Task Deleting_what_is_not_there_is_a_success()
    {
        await Store.DeleteAsync(Key, Cancellation);
        await Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(100)), Cancellation);
        await Store.DeleteAsync(Key, Cancellation);
        await Store.DeleteAsync(Key, Cancellation);

        Assert.Null(await Store.OpenAsync(Key, Cancellation));
    }

    /// <summary>A key is not used up.</summary>
    [Fact]
    public virtual async Task A_deleted_key_can_be_put_again()
    {
        var bytes = SomeContent.Bytes(300, seed: 3);
        await Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(100)), Cancellation);
        await Store.DeleteAsync(Key, Cancellation);

        await Store.PutAsync(Key, SomeContent.Of(bytes), Cancellation);

        Assert.Equal(bytes, await ReadAsync(Key));
    }

    /// <summary>Keys that begin alike are different objects.</summary>
    [Fact]
    public virtual async Task Deleting_one_object_leaves_its_neighbours()
    {
        var neighbour = new StorageKey(Key.Value + "0");
        await Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);
        await Store.PutAsync(neighbour, SomeContent.Of(SomeContent.Bytes(20)), Cancellation);

        await Store.DeleteAsync(Key, Cancellation);

        Assert.Equal(20, (await ReadAsync(neighbour)).Length);
    }

    /// <summary>
    /// Slashes mean nothing to a store: <c>a</c> and <c>a/b</c> live side by side.
    /// </summary>
    [Fact]
    public virtual async Task A_key_may_be_the_beginning_of_another()
    {
        var (shorter, longer) = (new StorageKey("results/a"), new StorageKey("results/a/b"));
        await Store.PutAsync(shorter, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);

        await Store.PutAsync(longer, SomeContent.Of(SomeContent.Bytes(20)), Cancellation);
        await Store.DeleteAsync(shorter, Cancellation);

        Assert.Null(await Store.OpenAsync(shorter, Cancellation));
        Assert.Equal(20, (await ReadAsync(longer)).Length);
    }

    /// <summary>Every key of the form is taken, however odd it looks to a file system.</summary>
    /// <param name="name">A key.</param>
    [Theory]
    [InlineData("0")]
    [InlineData("a..b")]
    [InlineData("a./b.")]
    [InlineData("con")]
    [InlineData("results/nul.txt/aux")]
    [InlineData("a.b-c_d/0.-_")]
    [InlineData("staging/tmp")]
    [InlineData("a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z")]
    public virtual async Task Odd_keys_are_keys(string name)
    {
        var key = new StorageKey(name);
        var bytes = SomeContent.Bytes(64, seed: name.Length);

        await Store.PutAsync(key, SomeContent.Of(bytes), Cancellation);
        Assert.Equal(bytes, await ReadAsync(key));
        await Store.DeleteAsync(key, Cancellation);

        Assert.Null(await Store.OpenAsync(key, Cancellation));
    }

    /// <summary>
    /// Two keys of the greatest length that differ in their last character are two objects.
    /// </summary>
    [Fact]
    public virtual async Task The_longest_keys_are_kept_apart()
    {
        var stem = new string('k', StorageKey.LengthMax - 1);
        await Store.PutAsync(new StorageKey(stem + "1"), SomeContent.Of(SomeContent.Bytes(1)), Cancellation);
        await Store.PutAsync(new StorageKey(stem + "2"), SomeContent.Of(SomeContent.Bytes(2)), Cancellation);

        Assert.Single(await ReadAsync(new StorageKey(stem + "1")));
        Assert.Equal(2, (await ReadAsync(new StorageKey(stem + "2"))).Length);
    }

    /// <summary>A key that names nothing is the caller's mistake.</summary>
    [Fact]
    public virtual async Task The_default_key_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync(default, SomeContent.Of([]), Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(default, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(default, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Store.GetReadUrlAsync(default, TimeSpan.FromMinutes(1), Cancellation));
    }

    /// <summary>Reads a whole object, which must exist.</summary>
    protected async Task<byte[]> ReadAsync(StorageKey key)
    {
        await using var stream = await Store.OpenAsync(key, Cancellation);
        Assert.NotNull(stream);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancellation);
        return copy.ToArray();
    }
}
