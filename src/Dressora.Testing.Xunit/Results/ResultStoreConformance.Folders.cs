using Xunit;

namespace Dressora.Testing;

public abstract partial class ResultStoreConformance
{
    /// <summary>A folder goes with everything in it, however deep.</summary>
    [Fact]
    public virtual async Task A_deleted_folder_takes_everything_below_it()
    {
        StorageKey[] keys = [new("results/job/0"), new("results/job/1"), new("results/job/1/thumb"), new("results/job/a/b/c")];
        foreach (var key in keys)
        {
            await Store.PutAsync(key, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);
        }

        await Store.DeleteFolderAsync(new StorageKey("results/job"), Cancellation);

        foreach (var key in keys)
        {
            Assert.Null(await Store.OpenAsync(key, Cancellation));
        }
    }

    /// <summary>A folder ends at its slash.</summary>
    /// <param name="name">A key that is not below the folder.</param>
    [Theory]
    [InlineData("results/job")]
    [InlineData("results/job0/0")]
    [InlineData("results/job.0")]
    [InlineData("results/other/0")]
    [InlineData("job/0")]
    public virtual async Task A_deleted_folder_leaves_its_neighbours(string name)
    {
        var neighbour = new StorageKey(name);
        await Store.PutAsync(neighbour, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);
        await Store.PutAsync(new StorageKey("results/job/0"), SomeContent.Of(SomeContent.Bytes(20)), Cancellation);

        await Store.DeleteFolderAsync(new StorageKey("results/job"), Cancellation);

        Assert.Equal(10, (await ReadAsync(neighbour)).Length);
    }

    /// <summary>A folder that was never there is gone already.</summary>
    [Fact]
    public virtual async Task Deleting_a_folder_that_is_not_there_is_a_success()
    {
        await Store.DeleteFolderAsync(new StorageKey("results/nobody"), Cancellation);
        await Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);
        await Store.DeleteFolderAsync(new StorageKey("results"), Cancellation);
        await Store.DeleteFolderAsync(new StorageKey("results"), Cancellation);

        Assert.Null(await Store.OpenAsync(Key, Cancellation));
    }

    /// <summary>A folder is not used up.</summary>
    [Fact]
    public virtual async Task A_deleted_folder_can_be_filled_again()
    {
        await Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);
        await Store.DeleteFolderAsync(new StorageKey("results"), Cancellation);

        await Store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(30)), Cancellation);

        Assert.Equal(30, (await ReadAsync(Key)).Length);
    }

    /// <summary>The default folder would be the whole storage.</summary>
    [Fact]
    public virtual async Task The_default_folder_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteFolderAsync(default, Cancellation));
}
