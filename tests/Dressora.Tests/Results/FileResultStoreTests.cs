using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Tests.Results;

public sealed class FileResultStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_emptied_folder_is_removed_and_the_root_stays()
    {
        var store = Store();
        var key = StorageKey.ForResult(new JobId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)), 0);

        await store.PutAsync(key, Content("image"), Cancellation);
        await store.DeleteAsync(key, Cancellation);

        Assert.Equal([FileResultPaths.StagingFolder], Entries());
    }

    [Fact]
    public async Task A_put_that_fails_leaves_nothing_behind()
    {
        var wrong = Content("image") with { Bytes = 4 };

        await Assert.ThrowsAsync<ResultStoreException>(() => Store().PutAsync(new StorageKey("a"), wrong, Cancellation));

        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_disk_that_refuses_is_a_store_exception_without_the_path()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "inputs"), "a file where a folder should be");

        var failure = await Assert.ThrowsAsync<ResultStoreException>(
            () => Store().PutAsync(StorageKey.ForInput("secret"), Content("image"), Cancellation));

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<IOException>(failure.InnerException);
    }

    [Fact]
    public async Task Another_process_on_the_same_folder_sees_the_object()
    {
        await Store().PutAsync(new StorageKey("a/b"), Content("image"), Cancellation);

        await using var stream = await Store().OpenAsync(new StorageKey("a/b"), Cancellation);

        Assert.Equal(5, stream!.Length);
    }

    [Fact]
    public void No_two_keys_share_a_path()
    {
        string[] keys = ["a", "a/b", "a.b", "a.", "a./b", "con", "con/con", "nul.txt", new('k', 512), new('k', 511), $"x/{new string('k', 300)}"];

        var paths = keys.Select(key => FileResultPaths.Of("/root", new StorageKey(key))).ToList();

        Assert.Equal(paths.Count, paths.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(paths, path => Assert.StartsWith("/root" + Path.DirectorySeparatorChar, path, StringComparison.Ordinal));
        Assert.All(paths, path => Assert.All(path.Split(Path.DirectorySeparatorChar), name => Assert.True(name.Length <= 255)));
        Assert.All(paths, path => Assert.EndsWith("+", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_verb_replaces_the_store_and_the_last_folder_counts()
    {
        var builder = new Builder(new ServiceCollection());
        builder.Services.AddSingleton<IResultStore, InMemoryResultStore>();

        builder.UseFileResults(Path.Combine(_folder.Path, "first")).UseFileResults(Path.Combine(_folder.Path, "second"));
        await using var services = builder.Services.BuildServiceProvider();
        var store = Assert.Single(services.GetServices<IResultStore>());
        await store.PutAsync(new StorageKey("a"), Content("image"), Cancellation);

        Assert.IsType<FileResultStore>(store);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "second", "a+")));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "first")));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_stops_the_start_and_is_named()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "not a folder");

        var result = new FileResultFolder(TimeProvider.System).Validate(null, new FileResultOptions { Folder = file });

        Assert.True(result.Failed);
        Assert.Contains(file, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_start_sweeps_what_was_left_unfinished_a_day_ago_and_nothing_younger()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 10, 0, 0, 0, TimeSpan.Zero));
        var staging = Directory.CreateDirectory(Path.Combine(_folder.Path, FileResultPaths.StagingFolder)).FullName;
        var (old, young) = (Path.Combine(staging, "old"), Path.Combine(staging, "young"));
        File.WriteAllText(old, "x");
        File.WriteAllText(young, "x");
        File.SetLastWriteTimeUtc(old, new DateTime(2030, 1, 8, 0, 0, 0, DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(young, new DateTime(2030, 1, 9, 12, 0, 0, DateTimeKind.Utc));

        Assert.True(new FileResultFolder(time).Validate(null, new FileResultOptions { Folder = _folder.Path }).Succeeded);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public async Task A_full_memory_store_refuses_and_keeps_what_it_has()
    {
        var store = new InMemoryResultStore(capacityBytes: 8);
        await store.PutAsync(new StorageKey("a"), Content("image"), Cancellation);

        var failure = await Assert.ThrowsAsync<ResultStoreException>(
            () => store.PutAsync(new StorageKey("b"), Content("image"), Cancellation));
        await store.PutAsync(new StorageKey("a"), Content("8 bytes!"), Cancellation);
        await store.DeleteAsync(new StorageKey("a"), Cancellation);
        await store.PutAsync(new StorageKey("b"), Content("image"), Cancellation);

        Assert.Contains("UseFileResults", failure.Message, StringComparison.Ordinal);
        await using var stream = await store.OpenAsync(new StorageKey("b"), Cancellation);
        Assert.Equal(5, stream!.Length);
    }

    private static StoredContent Content(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new StoredContent(
            _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)), bytes.Length, "image/png", SHA256.HashData(bytes));
    }

    private FileResultStore Store() => new(Options.Create(new FileResultOptions { Folder = _folder.Path }));

    private IEnumerable<string?> Entries() => Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName);

    private sealed record Builder(IServiceCollection Services) : IDressoraBuilder;
}
