using System.Net;
using System.Text.Json;

namespace Dressora.Emulators.Tests;

public sealed class TaskFaultTests
{
    [Theory]
    [InlineData("""{"failTask":true}""", "content_policy_violation")]
    [InlineData("""{"failTask":true,"failWithCode":"generation_timeout"}""", "generation_timeout")]
    [InlineData("""{"failWithCode":"request_cancelled"}""", "request_cancelled")]
    public async Task A_task_fails_with_a_code_and_costs_nothing(string faults, string code)
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(JsonElement.Parse(faults));

        var task = await host.RunAsync();

        Assert.Equal(
            ["id", "object", "status", "model", "progress", "task_info", "type", "error"], task.EnumerateObject().Select(member => member.Name));
        Assert.Equal("failed", task.GetProperty("status").GetString());
        Assert.Equal(code, task.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("task_error", task.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(0, (await host.GetAsync("v1/credits")).GetProperty("data").GetProperty("user").GetProperty("used_credits").GetDecimal());
    }

    [Fact]
    public async Task A_task_can_fail_without_an_error_object()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { failTask = true, failWithoutError = true });

        var task = await host.RunAsync();

        Assert.Equal("failed", task.GetProperty("status").GetString());
        Assert.False(task.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_task_can_end_as_cancelled()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { cancelTask = true });

        Assert.Equal("cancelled", (await host.RunAsync()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 0)]
    [InlineData(9, 0)]
    public async Task A_completed_task_can_deliver_fewer_images_and_charges_those(int fewer, int delivered)
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { deliverFewer = fewer });

        var task = await host.RunAsync(Some.Create(changes: ("n", 3)));

        Assert.Equal("completed", task.GetProperty("status").GetString());
        Assert.Equal(delivered, task.GetProperty("results").GetArrayLength());
        Assert.Equal(1.62m * delivered, task.GetProperty("usage").GetProperty("credits_used").GetDecimal());
    }

    [Fact]
    public async Task A_delay_replaces_the_duration_of_the_tasks_it_applies_to()
    {
        await using var host = await EmulatorHost.StartAsync();
        var quick = await host.CreateAsync();
        await host.SetFaultsAsync(new { delaySeconds = 60 });
        var slow = await host.CreateAsync();

        host.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("completed", await StatusAsync(host, quick));
        Assert.Equal("processing", await StatusAsync(host, slow));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("completed", await StatusAsync(host, slow));
    }

    [Fact]
    public async Task An_unknown_status_word_is_shown_until_the_task_ends()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { unknownStatus = "moderating" });
        var id = await host.CreateAsync();

        Assert.Equal("moderating", await StatusAsync(host, id));
        host.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("completed", await StatusAsync(host, id));
    }

    [Fact]
    public async Task The_first_reads_of_each_task_can_find_nothing()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { notFoundReads = 2 });

        foreach (var id in new[] { await host.CreateAsync(), await host.CreateAsync() })
        {
            int[] answers = [await ReadAsync(host, id), await ReadAsync(host, id), await ReadAsync(host, id)];
            Assert.Equal([404, 404, 200], answers);
        }
    }

    [Fact]
    public async Task The_next_reads_can_be_unavailable()
    {
        await using var host = await EmulatorHost.StartAsync();
        var id = await host.CreateAsync();
        await host.SetFaultsAsync(new { unavailableReads = 1 });

        int[] answers = [await ReadAsync(host, id), await ReadAsync(host, id)];
        Assert.Equal([503, 200], answers);
    }

    [Fact]
    public async Task A_task_can_have_ended_when_the_create_is_answered()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { finishAtOnce = true });

        var response = await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create());

        Assert.Equal("completed", (await EmulatorHost.ReadAsync(response)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Results_can_expire_before_their_time()
    {
        await using var host = await EmulatorHost.StartAsync();
        var url = (await host.RunAsync()).GetProperty("results")[0].GetString()!;

        await host.SetFaultsAsync(new { expireResults = true });
        var expired = await host.SendAsync(HttpMethod.Get, url);
        await host.SendAsync(HttpMethod.Delete, "_admin/faults");
        var back = await host.SendAsync(HttpMethod.Get, url);

        Assert.Equal(HttpStatusCode.NotFound, expired.StatusCode);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    private static async Task<string> StatusAsync(EmulatorHost host, string id) =>
        (await host.GetAsync($"v1/tasks/{id}")).GetProperty("status").GetString()!;

    private static async Task<int> ReadAsync(EmulatorHost host, string id) =>
        (int)(await host.SendAsync(HttpMethod.Get, $"v1/tasks/{id}")).StatusCode;
}
