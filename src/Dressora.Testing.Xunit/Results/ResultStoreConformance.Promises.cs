using Xunit;

namespace Dressora.Testing;

public abstract partial class ResultStoreConformance
{
    /// <summary>The last writer wins, and nobody ever reads a mixture.</summary>
    [Fact]
    public virtual async Task Concurrent_writers_of_one_key_leave_one_whole_object()
    {
        var versions = Enumerable.Range(1, Writers).Select(seed => SomeContent.Bytes(200_000 + seed, seed)).ToArray();

        await Task.WhenAll(versions.Select(bytes => Store.PutAsync(Key, SomeContent.Of(bytes), Cancellation)));

        var read = await ReadAsync(Key);
        Assert.Contains(versions, read.SequenceEqual);
    }

    /// <summary>
    /// Deleting the last object of a job while its next one is stored loses nothing.
    /// </summary>
    [Fact]
    public virtual async Task Concurrent_writers_and_deleters_of_one_folder_do_not_disturb_each_other()
    {
        var keys = Enumerable.Range(0, Writers).Select(index => new StorageKey($"results/job/{index}")).ToArray();
        for (var round = 0; round < 4; round++)
        {
            await Task.WhenAll(keys.Select(async (key, index) =>
            {
                await Store.PutAsync(key, SomeContent.Of(SomeContent.Bytes(index + 1)), Cancellation);
                Assert.Equal(index + 1, (await ReadAsync(key)).Length);
                await Store.DeleteAsync(key, Cancellation);
            }));
        }

        foreach (var key in keys)
        {
            Assert.Null(await Store.OpenAsync(key, Cancellation));
        }
    }

    /// <summary>A read during a put gives the old object or the new one.</summary>
    [Fact]
    public virtual async Task A_reader_sees_whole_objects_only_while_they_are_replaced()
    {
        var (old, next) = (SomeContent.Bytes(300_000, seed: 1), SomeContent.Bytes(300_000, seed: 2));
        await Store.PutAsync(Key, SomeContent.Of(old), Cancellation);

        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                await Store.PutAsync(Key, SomeContent.Of(i % 2 == 0 ? next : old), Cancellation);
            }
        }, Cancellation);
        do
        {
            var read = await ReadAsync(Key);
            Assert.True(read.AsSpan().SequenceEqual(old) || read.AsSpan().SequenceEqual(next), "A reader saw a mixture.");
        }
        while (!writing.IsCompleted);
        await writing;
    }

    /// <summary>A put that fails half-way changes nothing.</summary>
    [Fact]
    public virtual async Task Content_that_breaks_off_leaves_the_old_object()
    {
        var old = SomeContent.Bytes(1_000, seed: 4);
        await Store.PutAsync(Key, SomeContent.Of(old), Cancellation);
        var next = SomeContent.Bytes(300_000, seed: 5);
        var breaking = SomeContent.Of(next, () => new BreakingStream(
            next, goodBytes: 150_000, _ => throw new InvalidOperationException("The source broke off.")));

        await Assert.ThrowsAnyAsync<Exception>(() => Store.PutAsync(Key, breaking, Cancellation));

        Assert.Equal(old, await ReadAsync(Key));
    }

    /// <summary>The length is part of the promise.</summary>
    [Fact]
    public virtual async Task Content_shorter_than_announced_is_not_stored()
    {
        var announced = SomeContent.Bytes(2_000);

        await Assert.ThrowsAsync<ResultStoreException>(
            () => Store.PutAsync(Key, SomeContent.Of(announced, () => new MemoryStream(announced, 0, 1_999)), Cancellation));

        Assert.Null(await Store.OpenAsync(Key, Cancellation));
    }

    /// <summary>The length is part of the promise.</summary>
    [Fact]
    public virtual async Task Content_longer_than_announced_is_not_stored()
    {
        var announced = SomeContent.Bytes(2_000);

        await Assert.ThrowsAsync<ResultStoreException>(
            () => Store.PutAsync(Key, SomeContent.Of(announced, () => new MemoryStream([.. announced, 1])), Cancellation));

        Assert.Null(await Store.OpenAsync(Key, Cancellation));
    }

    /// <summary>A bit that flipped on the way is noticed.</summary>
    [Fact]
    public virtual async Task Content_with_another_hash_is_not_stored()
    {
        var announced = SomeContent.Bytes(2_000);
        var flipped = announced.ToArray();
        flipped[1_000] ^= 1;

        await Assert.ThrowsAsync<ResultStoreException>(
            () => Store.PutAsync(Key, SomeContent.Of(announced, () => new MemoryStream(flipped)), Cancellation));

        Assert.Null(await Store.OpenAsync(Key, Cancellation));
    }

    /// <summary>Giving up half-way changes nothing.</summary>
    [Fact]
    public virtual async Task A_cancelled_put_leaves_the_old_object()
    {
        var old = SomeContent.Bytes(1_000, seed: 6);
        await Store.PutAsync(Key, SomeContent.Of(old), Cancellation);
        var next = SomeContent.Bytes(300_000, seed: 7);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var hanging = SomeContent.Of(next, () => new BreakingStream(next, goodBytes: 150_000, async token =>
        {
            await giveUp.CancelAsync();
            token.ThrowIfCancellationRequested();
            giveUp.Token.ThrowIfCancellationRequested();
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(Key, hanging, giveUp.Token));

        Assert.Equal(old, await ReadAsync(Key));
    }

    /// <summary>A cancelled token is honoured at once.</summary>
    [Fact]
    public virtual async Task A_call_that_is_cancelled_before_it_begins_does_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(10)), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.OpenAsync(Key, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.DeleteAsync(Key, cancelled.Token));

        Assert.Null(await Store.OpenAsync(Key, Cancellation));
    }
}
