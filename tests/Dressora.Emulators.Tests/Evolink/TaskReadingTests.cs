using System.Net;

namespace Dressora.Emulators.Tests;

public sealed class TaskReadingTests
{
    [Fact]
    public async Task A_task_goes_from_pending_over_processing_to_completed_while_its_progress_grows()
    {
        await using var host = await EmulatorHost.StartAsync(options => options.Duration = TimeSpan.FromSeconds(10));
        var id = await host.CreateAsync();
        var seen = new List<(string, int)>();

        foreach (var wait in new[] { 0, 2, 5, 3 })
        {
            host.Time.Advance(TimeSpan.FromSeconds(wait));
            var task = await host.GetAsync($"v1/tasks/{id}");
            seen.Add((task.GetProperty("status").GetString()!, task.GetProperty("progress").GetInt32()));
        }

        Assert.Equal([("pending", 0), ("processing", 20), ("processing", 70), ("completed", 100)], seen);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(1, 2)]
    public async Task A_clock_that_moves_while_a_task_sets_its_timer_does_not_make_the_task_late(int meanwhile, int afterwards)
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Time.Meanwhile = wait =>
        {
            if (wait == TimeSpan.FromSeconds(3))
            {
                host.Time.Advance(TimeSpan.FromSeconds(meanwhile));
            }
        };

        var id = await host.CreateAsync();
        await host.Time.StartedAsync(TimeSpan.FromSeconds(3));
        host.Time.Advance(TimeSpan.FromSeconds(afterwards));

        Assert.Equal("completed", (await host.GetAsync($"v1/tasks/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_completed_task_has_the_recorded_members_in_their_order_and_costs_less_than_was_reserved()
    {
        await using var host = await EmulatorHost.StartAsync();

        var task = await host.RunAsync();

        Assert.Equal(
            ["created", "duration", "id", "model", "object", "type", "status", "progress", "results", "result_data", "task_info", "usage"],
            task.EnumerateObject().Select(member => member.Name));
        Assert.Equal(3, task.GetProperty("duration").GetInt32());
        Assert.Equal(
            task.GetProperty("results")[0].GetString(), task.GetProperty("result_data")[0].GetProperty("url").GetString());
        Assert.Equal("""{"can_cancel":false}""", task.GetProperty("task_info").GetRawText());
        Assert.Equal(1.62m, task.GetProperty("usage").GetProperty("credits_used").GetDecimal());
    }

    [Theory]
    [InlineData("job-1", 400, "invalid_task_id")]
    [InlineData("task-unified-1-aaaaaaaa", 404, "task_not_found")]
    public async Task A_wrong_id_is_refused_in_words_that_name_the_parameter(string id, int status, string code)
    {
        await using var host = await EmulatorHost.StartAsync();

        var response = await host.SendAsync(HttpMethod.Get, $"v1/tasks/{id}");

        Assert.Equal(status, (int)response.StatusCode);
        var error = (await EmulatorHost.ReadAsync(response)).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal("task_id", error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task Results_can_be_fetched_without_a_key_until_24_hours_have_passed()
    {
        await using var host = await EmulatorHost.StartAsync();
        var url = (await host.RunAsync()).GetProperty("results")[0].GetString()!;
        host.Client.DefaultRequestHeaders.Remove("Authorization");

        host.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        var alive = await host.SendAsync(HttpMethod.Get, url);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var expired = await host.SendAsync(HttpMethod.Get, url);

        Assert.Equal("image/png", alive.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, expired.StatusCode);
    }

    [Fact]
    public async Task A_result_cannot_be_found_by_guessing_around_it()
    {
        await using var host = await EmulatorHost.StartAsync();
        var url = (await host.RunAsync()).GetProperty("results")[0].GetString()!;

        foreach (var guess in new[] { url.Replace("_0.png", "_1.png", StringComparison.Ordinal), url[..^1], url.Replace("/images/", "/../images/", StringComparison.Ordinal) + "/x" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Get, guess)).StatusCode);
        }

        Assert.Contains($"/files/{host.Account}/", url, StringComparison.Ordinal);
        Assert.Equal(32, host.Account.Length);
    }

    [Fact]
    public async Task A_task_is_forgotten_after_72_hours()
    {
        await using var host = await EmulatorHost.StartAsync();
        var id = (await host.RunAsync()).GetProperty("id").GetString();

        host.Time.Advance(TimeSpan.FromHours(72));

        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Get, $"v1/tasks/{id}")).StatusCode);
    }

    [Fact]
    public async Task Credits_tell_what_tasks_have_used()
    {
        await using var host = await EmulatorHost.StartAsync(options => options.Credits = 100m);
        await host.RunAsync(Some.Create(changes: ("n", 2)));

        var credits = await host.GetAsync("v1/credits");

        Assert.True(credits.GetProperty("success").GetBoolean());
        Assert.Equal(100m - 3.24m, credits.GetProperty("data").GetProperty("user").GetProperty("remaining_credits").GetDecimal());
        Assert.Equal(3.24m, credits.GetProperty("data").GetProperty("token").GetProperty("used_credits").GetDecimal());
    }

    [Fact]
    public async Task Credits_without_a_key_are_refused_with_an_integer_code()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Client.DefaultRequestHeaders.Remove("Authorization");

        var response = await host.SendAsync(HttpMethod.Get, "v1/credits");

        Assert.Equal(401, (await EmulatorHost.ReadAsync(response)).GetProperty("error").GetProperty("code").GetInt32());
    }
}
