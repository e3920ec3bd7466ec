using System.Net;

namespace Dressora.Storage.R2.Tests;

public sealed class R2ObjectTests(R2Simulator simulator) : IDisposable
{
    private static readonly StorageKey Result = new("results/0197f0c5a2b47c0e8f00112233445566/0");
    private static readonly StorageKey Input = StorageKey.ForInput("0123456789abcdef0123456789abcdef");

    private readonly List<R2ResultStore> _stores = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _stores.ForEach(store => store.Dispose());

    [Fact]
    public async Task An_object_carries_its_type_a_name_its_hash_and_how_long_it_may_be_kept()
    {
        var options = simulator.NewOptions();
        options.Metadata["app"] = "try-on";
        var bytes = SomeContent.Bytes(1_000);
        await Open(options).PutAsync(Result, SomeContent.Of(bytes), Cancellation);

        using var answer = await ReadAsync(options, Result);

        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal("inline; filename=\"0197f0c5a2b47c0e8f00112233445566-0.png\"", answer.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal(SomeContent.Of(bytes).Sha256.ToArray(), Convert.FromHexString(answer.Headers.GetValues("x-amz-meta-sha256").Single()));
        Assert.Equal("try-on", answer.Headers.GetValues("x-amz-meta-app").Single());
    }

    [Fact]
    public async Task An_input_is_not_for_caches_on_the_way()
    {
        var options = simulator.NewOptions();
        await Open(options).PutAsync(Input, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);

        using var answer = await ReadAsync(options, Input);

        Assert.True(answer.Headers.CacheControl?.Private);
        Assert.False(answer.Headers.CacheControl?.Public);
    }

    [Fact]
    public async Task Two_prefixes_of_one_bucket_never_meet()
    {
        var (one, two) = (Open(simulator.NewOptions()), Open(simulator.NewOptions()));
        await one.PutAsync(Result, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);

        await two.DeleteFolderAsync(new StorageKey("results"), Cancellation);

        Assert.Null(await two.OpenAsync(Result, Cancellation));
        await using var kept = await one.OpenAsync(Result, Cancellation);
        Assert.Equal(10, kept!.Length);
    }

    [Theory]
    [InlineData("https://img.example.com", "https://img.example.com/shop/results/0197f0c5a2b47c0e8f00112233445566/0")]
    [InlineData("https://img.example.com/", "https://img.example.com/shop/results/0197f0c5a2b47c0e8f00112233445566/0")]
    [InlineData("https://img.example.com/cdn", "https://img.example.com/cdn/shop/results/0197f0c5a2b47c0e8f00112233445566/0")]
    public async Task A_public_address_is_the_domain_the_prefix_and_the_key(string home, string expected)
    {
        var options = simulator.NewOptions();
        (options.PublicBaseUrl, options.Prefix) = (new Uri(home), "shop");
        var store = Open(options);

        Assert.Equal(expected, (await store.GetReadUrlAsync(Result, TimeSpan.FromMinutes(1), Cancellation))?.AbsoluteUri);
        Assert.Contains("X-Amz-Signature=", (await store.GetReadUrlAsync(Input, TimeSpan.FromMinutes(1), Cancellation))!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_URL_lives_from_a_second_to_seven_days()
    {
        var store = Open(simulator.NewOptions());

        foreach (var wrong in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1) })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>("lifetime", async () => await store.GetReadUrlAsync(Result, wrong, Cancellation));
        }

        var url = await store.GetReadUrlAsync(Result, TimeSpan.FromDays(7), Cancellation);
        Assert.DoesNotContain(R2Process.SecretAccessKey, url!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_objects_are_written_once_the_same_bytes_are_no_conflict_and_others_are()
    {
        var options = simulator.NewOptions();
        options.CreateOnly = true;
        var store = Open(options);
        var bytes = SomeContent.Bytes(500);
        await store.PutAsync(Result, SomeContent.Of(bytes), Cancellation);

        await store.PutAsync(Result, SomeContent.Of(bytes), Cancellation);
        var refused = await Assert.ThrowsAsync<ResultStoreException>(
            () => store.PutAsync(Result, SomeContent.Of(SomeContent.Bytes(500, seed: 2)), Cancellation));

        Assert.Equal("exists", refused.Problem?.Code);
        await using var kept = await store.OpenAsync(Result, Cancellation);
        var copy = new MemoryStream();
        await kept!.CopyToAsync(copy, Cancellation);
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_of_a_put_is_tried_again_and_leaves_one_whole_object()
    {
        var options = simulator.NewOptions();
        await using var proxy = new CuttingProxy(simulator.Process.Endpoint, bytes: 300_000, cuts: 2);
        options.Endpoint = proxy.Endpoint;
        var store = Open(options);
        var bytes = SomeContent.Bytes(1_000_000);

        await store.PutAsync(Result, SomeContent.Of(bytes), Cancellation);

        Assert.Equal(0, proxy.CutsLeft);
        await using var read = await store.OpenAsync(Result, Cancellation);
        var copy = new MemoryStream();
        await read!.CopyToAsync(copy, Cancellation);
        Assert.True(bytes.AsSpan().SequenceEqual(copy.ToArray()), "The object is not what was put.");
    }

    [Fact]
    public async Task A_connection_that_is_cut_every_time_is_named_and_leaves_the_old_object()
    {
        var options = simulator.NewOptions();
        var old = SomeContent.Bytes(10);
        await Open(options).PutAsync(Result, SomeContent.Of(old), Cancellation);
        await using var proxy = new CuttingProxy(simulator.Process.Endpoint, bytes: 300_000, cuts: 99);
        (options.Endpoint, options.Retries) = (proxy.Endpoint, 1);

        var failed = await Assert.ThrowsAsync<ResultStoreException>(
            () => Open(options).PutAsync(Result, SomeContent.Of(SomeContent.Bytes(1_000_000)), Cancellation));

        Assert.Equal("unreachable", failed.Problem?.Code);
        options.Endpoint = simulator.Process.Endpoint;
        await using var kept = await Open(options).OpenAsync(Result, Cancellation);
        Assert.Equal(old.Length, kept!.Length);
    }

    private R2ResultStore Open(R2Options options)
    {
        var store = new R2ResultStore(options, TimeProvider.System);
        _stores.Add(store);
        return store;
    }

    private async Task<HttpResponseMessage> ReadAsync(R2Options options, StorageKey key)
    {
        using var reader = simulator.CreateReader();
        var answer = await reader.GetAsync(await Open(options).GetReadUrlAsync(key, TimeSpan.FromMinutes(1), Cancellation), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }
}
