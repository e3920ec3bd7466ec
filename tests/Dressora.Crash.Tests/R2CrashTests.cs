using System.Text.Json.Nodes;
using Dressora.Storage.R2.Tests;

namespace Dressora.Crash;

/// <summary>What dies while results go to R2: the process in its store step, and the storage itself.</summary>
public sealed class R2CrashTests(R2Server server) : IClassFixture<R2Server>
{
    private static readonly TimeSpan DiesWithin = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_killed_in_its_store_step_leaves_one_object_per_output_and_no_orphan()
    {
        var settings = R2Environment.Of(server.Process);
        await using var world = await CrashWorld.StartAsync(settings);
        await world.StartHostAsync("while-storing");
        await world.GrantAsync();
        var upload = await world.UploadAsync();
        await world.SubmitAsync(upload);
        await world.Host.WaitForExitAsync(DiesWithin);

        await world.StartHostAsync();
        var job = Assert.Single(await world.AssertEverythingAddsUpAsync());

        Assert.Equal("Succeeded", (string)job["status"]!);
        await AssertBucketHoldsAsync(server.Process, settings["R2__Prefix"], [job], uploads: 1);
    }

    [Fact]
    public async Task A_storage_that_dies_and_returns_delays_jobs_and_loses_and_orphans_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("dressora-r2-");
        try
        {
            _ = server.Process; // Skips where there is none.
            var storage = (await R2Process.TryStartAsync(folder))!;
            var settings = R2Environment.Of(storage);
            await using var world = await CrashWorld.StartAsync(settings);
            await world.PutFaultsAsync("""{"delaySeconds":2}""");
            await world.StartHostAsync();
            await world.GrantAsync();
            for (var i = 0; i < 3; i++)
            {
                await world.SubmitAsync(); // Without an input, which the provider would read from the storage that is about to die.
            }

            // Dead before the provider is done, and back while the outputs are still being tried.
            var port = storage.Endpoint.Port;
            await world.WaitForCreatesAsync(3);
            storage.Kill();
            await Task.Delay(TimeSpan.FromSeconds(4), Cancellation);
            using var returned = (await R2Process.TryStartAsync(folder, port))!;
            var jobs = await world.AssertEverythingAddsUpAsync();

            Assert.All(jobs, job => Assert.True((string)job["status"]! == "Succeeded", job.ToJsonString()));
            await AssertBucketHoldsAsync(returned, settings["R2__Prefix"], jobs, uploads: 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task AssertBucketHoldsAsync(R2Process r2, string prefix, IReadOnlyCollection<JsonNode> jobs, int uploads)
    {
        var keys = (await R2Bucket.ListAsync(r2, Cancellation)).Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var expected = jobs.Select(job => $"{prefix}/results/{((string)job["id"]!).Split('_')[^1]}/0").Order(StringComparer.Ordinal);
        Assert.Equal(expected, keys.Where(key => key.Contains("/results/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(uploads, keys.Count(key => key.Contains("/inputs/", StringComparison.Ordinal)));
        Assert.Equal(jobs.Count + uploads, keys.Count);
    }
}
