using System.Text.RegularExpressions;

namespace Dressora.Emulators.Tests;

public sealed partial class CreateTaskTests
{
    [Fact]
    public async Task A_create_is_answered_with_200_and_the_documented_members_in_their_order()
    {
        await using var host = await EmulatorHost.StartAsync();

        var response = await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create());
        var task = await EmulatorHost.ReadAsync(response);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(
            ["created", "id", "model", "object", "progress", "status", "type", "task_info", "usage"],
            task.EnumerateObject().Select(member => member.Name));
        Assert.Matches(TaskId(), task.GetProperty("id").GetString());
        Assert.Equal(host.Time.GetUtcNow().ToUnixTimeSeconds(), task.GetProperty("created").GetInt64());
        Assert.Equal("gpt-image-2", task.GetProperty("model").GetString());
        Assert.Equal("pending", task.GetProperty("status").GetString());
        Assert.Equal("""{"can_cancel":true,"estimated_time":3}""", task.GetProperty("task_info").GetRawText());
        Assert.Equal("""{"billing_rule":"per_call","credits_reserved":2.5,"user_group":"default"}""", task.GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task An_old_model_id_is_accepted_and_answered_under_the_new_one()
    {
        await using var host = await EmulatorHost.StartAsync();

        var task = await host.RunAsync(Some.Create("gemini-2.5-flash-image"));

        Assert.Equal("nano-banana-beta", task.GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_body_that_is_not_a_JSON_object_is_refused()
    {
        await using var host = await EmulatorHost.StartAsync();

        foreach (var body in new[] { "", "[]", "{", "{\"model\":\"gpt-image-2\"", "null" })
        {
            using var content = new StringContent(body);
            var response = await host.Client.PostAsync("v1/images/generations", content, TestContext.Current.CancellationToken);
            Assert.Equal(400, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_413()
    {
        await using var host = await EmulatorHost.StartAsync();

        var response = await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create(changes: ("prompt", new string('x', 1_100_000))));

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic c2s=")]
    [InlineData("Bearer another")]
    public async Task A_create_without_a_configured_key_is_401(string? authorization)
    {
        await using var host = await EmulatorHost.StartAsync(options => options.ApiKeys.Add("sk-evo-good"));
        host.Client.DefaultRequestHeaders.Remove("Authorization");
        if (authorization is not null)
        {
            host.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        var response = await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create());

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("unauthorized", (await EmulatorHost.ReadAsync(response)).GetProperty("error").GetProperty("code").GetString());
        Assert.Empty((await host.GetAsync("_admin/tasks")).EnumerateArray());
    }

    [Fact]
    public async Task A_configured_key_is_let_in()
    {
        await using var host = await EmulatorHost.StartAsync(options => options.ApiKeys.Add("sk-evo-test"));

        await host.CreateAsync();
    }

    [Fact]
    public async Task An_account_without_credits_is_402()
    {
        await using var host = await EmulatorHost.StartAsync(options => options.Credits = 4m);
        await host.RunAsync();

        var response = await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create());

        Assert.Equal(402, (int)response.StatusCode);
        Assert.Equal("insufficient_quota", (await EmulatorHost.ReadAsync(response)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Many_creates_at_once_each_make_a_task_of_their_own()
    {
        await using var host = await EmulatorHost.StartAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.CreateAsync()));

        Assert.Equal(100, ids.Distinct().Count());
        Assert.Equal(100, (await host.GetAsync("_admin/tasks")).GetArrayLength());
    }

    [GeneratedRegex("^task-unified-[0-9]{10}-[a-z0-9]{8}$")]
    private static partial Regex TaskId();
}
