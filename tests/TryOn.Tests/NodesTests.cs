using System.Net;
using Dressora.PostgreSql.Tests;
using Npgsql;

namespace TryOn.Tests;

/// <summary>Two processes of the sample side by side, on one database.</summary>
public sealed class NodesTests(PostgreSqlServer server)
{
    [Fact]
    public async Task A_job_that_one_process_accepts_hears_its_callback_through_another_that_does_no_work()
    {
        var database = await CreateDatabaseAsync();
        var door = Sample.NewAddress(); // Where callbacks and the other half of the polls go.
        await using var worker = await Sample.StartAsync(new Dictionary<string, string>
        {
            ["ConnectionStrings__Dressora"] = database,
            ["Dressora__PublicBaseUrl"] = $"{door}dressora",
        });
        await using var web = await Sample.StartAsync(
            new Dictionary<string, string>
            {
                ["ConnectionStrings__Dressora"] = database,
                ["Dressora__RunWorker"] = "false",
                ["Evolink__BaseUrl"] = new Uri(worker.Address, "/emulators/evolink").AbsoluteUri,
            },
            worker,
            door);
        using var shopper = await Shopper.SignInAsync(worker);
        using var elsewhere = shopper.GoTo(web);

        var accepted = await shopper.PostJobAsync(await elsewhere.PrepareAsync());
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var job = await elsewhere.FollowAsync(accepted.Headers.Location!.OriginalString);

        Assert.Equal("Succeeded", Shopper.StatusOf(job));
        Assert.Equal((8, 0), ((await elsewhere.GetCreditsAsync()).Available, (await shopper.GetCreditsAsync()).Held));
        Assert.NotEmpty(await elsewhere.GetBytesAsync(job.GetProperty("results")[0].GetProperty("url").GetString()!));
        await using var source = NpgsqlDataSource.Create(database);
        Assert.Equal(1, await source.ReadAsync<long>("SELECT count(*) FROM dressora.messages")); // It was sent to the door, and nowhere else.
    }

    /// <summary>Makes a database of the test's own, and returns how to connect to it.</summary>
    private async Task<string> CreateDatabaseAsync()
    {
        var name = PostgreSqlServer.NewSchema();
        await server.DataSource.RunAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }
}
