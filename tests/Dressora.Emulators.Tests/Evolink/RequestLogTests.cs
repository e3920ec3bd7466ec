namespace Dressora.Emulators.Tests;

public sealed class RequestLogTests
{
    [Fact]
    public async Task Every_call_is_listed_in_the_order_of_arrival_without_its_query_and_key()
    {
        await using var host = await EmulatorHost.StartAsync();
        var id = await host.CreateAsync();
        await host.SendAsync(HttpMethod.Get, "v1/credits?key=secret");
        await host.SendAsync(HttpMethod.Get, "v1/tasks/nothing");

        var listed = await host.GetAsync("_admin/requests");

        var calls = listed.EnumerateArray().ToList();
        Assert.Equal(
            [("POST", "/emulators/evolink/v1/images/generations", 200), ("GET", "/emulators/evolink/v1/credits", 200), ("GET", "/emulators/evolink/v1/tasks/nothing", 400)],
            calls.Select(call => (call.GetProperty("method").GetString()!, call.GetProperty("path").GetString()!, call.GetProperty("status").GetInt32())));
        Assert.Equal(id, calls[0].GetProperty("taskId").GetString());
        Assert.Equal(host.Time.GetUtcNow(), calls[0].GetProperty("at").GetDateTimeOffset());
        Assert.DoesNotContain("secret", listed.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-evo", listed.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_calls_are_listed_too()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Client.DefaultRequestHeaders.Remove("Authorization");

        await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create());

        Assert.Equal(401, (await host.GetAsync("_admin/requests"))[0].GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task The_list_can_be_cleared()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.CreateAsync();

        await host.SendAsync(HttpMethod.Delete, "_admin/requests");
        Assert.Empty((await host.GetAsync("_admin/requests")).EnumerateArray());
        await host.CreateAsync();
        Assert.Single((await host.GetAsync("_admin/requests")).EnumerateArray());
    }

    [Fact]
    public void The_oldest_calls_are_forgotten_beyond_10000()
    {
        using var folder = new TempFolder();
        using var log = Log(folder);
        log.Load();

        for (var call = 0; call < RequestLog.EntriesMax + 5; call++)
        {
            log.End(log.Begin("GET", $"/{call}"), 200, null);
        }

        Assert.Equal(RequestLog.EntriesMax, log.List().Count);
        Assert.Equal("/5", log.List()[0].Path);
    }

    [Fact]
    public void A_call_that_was_never_answered_and_a_line_cut_short_survive_a_killed_process()
    {
        using var folder = new TempFolder();
        using (var log = Log(folder))
        {
            log.Load();
            log.End(log.Begin("GET", "/answered"), 200, null);
            log.Begin("POST", "/unanswered");
        }

        File.AppendAllText(Path.Combine(folder.Path, "evolink", "requests.jsonl"), "{\"number\":2,\"meth");
        using var again = Log(folder);
        again.Load();

        Assert.Equal([("/answered", 200), ("/unanswered", 0)], again.List().Select(call => (call.Path, call.Status)));
        Assert.Equal(3, again.Begin("GET", "/next"));
    }

    private static RequestLog Log(TempFolder folder) => new(
        new EmulatorFolder(Microsoft.Extensions.Options.Options.Create(new EvolinkEmulatorOptions { DataDirectory = folder.Path })), new WatchedTime());
}
