using System.Net;
using System.Text.Json;

namespace Dressora.Emulators.Tests;

public sealed class CallFaultTests
{
    [Fact]
    public async Task The_next_creates_can_be_throttled_and_make_no_task()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { throttleCreates = 2 });

        int[] answers = [await CreateAsync(host), await CreateAsync(host), await CreateAsync(host)];

        Assert.Equal([429, 429, 200], answers);
        Assert.Equal(0, (await host.GetAsync("_admin/faults")).GetProperty("throttleCreates").GetInt32());
        Assert.Single((await host.GetAsync("_admin/tasks")).EnumerateArray());
    }

    [Theory]
    [InlineData(402, "gpt-image-2", "\"insufficient_quota\"", "insufficient_quota")]
    [InlineData(402, "doubao-seedream-4.5", "402", "insufficient_quota_error")]
    [InlineData(403, "gpt-image-2", "\"model_access_denied\"", "invalid_request_error")]
    [InlineData(403, "doubao-seedream-4.5", "403", "permission_error")]
    [InlineData(413, "doubao-seedream-4.5", "413", "request_too_large_error")]
    [InlineData(429, "gpt-image-2", "\"rate_limit_exceeded\"", "rate_limit_error")]
    [InlineData(429, "doubao-seedream-4.5", "429", "rate_limit_error")]
    [InlineData(500, "gpt-image-2", "\"internal_error\"", "api_error")]
    [InlineData(500, "doubao-seedream-4.5", "500", "internal_server_error")]
    [InlineData(502, "doubao-seedream-4.5", "502", "upstream_error")]
    [InlineData(503, "doubao-seedream-4.5", "503", "service_unavailable_error")]
    public async Task Creates_can_be_refused_with_any_status_in_both_dialects(int status, string model, string code, string type)
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { rejectCreatesWith = status });

        var response = await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create(model));

        Assert.Equal(status, (int)response.StatusCode);
        var error = (await EmulatorHost.ReadAsync(response)).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetRawText());
        Assert.Equal(type, error.GetProperty("type").GetString());
        Assert.Empty((await host.GetAsync("_admin/tasks")).EnumerateArray());
    }

    [Theory]
    [InlineData(true, "gpt-image-2", JsonValueKind.Number)]
    [InlineData(false, "doubao-seedream-4.5", JsonValueKind.String)]
    public async Task Either_dialect_can_be_forced_upon_every_error(bool integers, string model, JsonValueKind kind)
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { integerErrorCodes = integers, rejectCreatesWith = 429 });

        var create = await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create(model));
        var read = await host.SendAsync(HttpMethod.Get, "v1/tasks/task-unified-1-aaaaaaaa");

        Assert.Equal(kind, (await EmulatorHost.ReadAsync(create)).GetProperty("error").GetProperty("code").ValueKind);
        Assert.Equal(kind, (await EmulatorHost.ReadAsync(read)).GetProperty("error").GetProperty("code").ValueKind);
    }

    [Fact]
    public async Task A_dropped_create_is_accepted_and_its_connection_closed_without_a_response()
    {
        await using var host = await EmulatorHost.StartAsync(sockets: true);
        await host.SetFaultsAsync(new { dropCreateResponse = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => host.CreateAsync(Some.Create(changes: ("callback_url", Some.Callback))));
        await host.SendAsync(HttpMethod.Delete, "_admin/faults");
        host.Time.Advance(TimeSpan.FromSeconds(3));

        var callback = (await host.Backchannel.NextAsync()).Json;
        var listed = (await host.GetAsync("_admin/requests")).EnumerateArray().Single();
        Assert.Equal(0, listed.GetProperty("status").GetInt32());
        Assert.Equal(callback.GetProperty("id").GetString(), listed.GetProperty("taskId").GetString());
        Assert.Equal("completed", callback.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_create_can_be_accepted_and_answered_late_even_when_its_caller_has_hung_up()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { createDelaySeconds = 100 });

        var patient = host.CreateAsync();
        await host.Time.PassAsync(TimeSpan.FromSeconds(100));
        var id = await patient;
        using var hangUp = new CancellationTokenSource();
        using var content = new StringContent(Some.Create().ToJsonString());
        var impatient = host.Client.PostAsync("v1/images/generations", content, hangUp.Token);
        await host.Time.StartedAsync(TimeSpan.FromSeconds(100));
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        var tasks = (await host.GetAsync("_admin/tasks")).EnumerateArray().Select(task => task.GetProperty("id").GetString()).ToList();
        Assert.Equal(2, tasks.Count);
        Assert.Contains(id, tasks);
    }

    [Theory]
    [InlineData("""{"failTsk":true}""", "failTsk")]
    [InlineData("""{"FailTask":true}""", "FailTask")]
    [InlineData("""{"failTask":1}""", "failTask")]
    [InlineData("""{"failTask":null}""", "failTask")]
    [InlineData("""{"throttleCreates":-1}""", "throttleCreates")]
    [InlineData("""{"throttleCreates":1.5}""", "throttleCreates")]
    [InlineData("""{"delaySeconds":86401}""", "delaySeconds")]
    [InlineData("""{"callbackDelaySeconds":-1}""", "callbackDelaySeconds")]
    [InlineData("""{"rejectCreatesWith":200}""", "rejectCreatesWith")]
    [InlineData("""{"failWithCode":""}""", "failWithCode")]
    [InlineData("""{"failTask":true,"failTask":false}""", "failTask")]
    public async Task A_wrong_fault_is_a_400_that_names_it_and_changes_nothing(string body, string member)
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { cancelTask = true });

        var response = await host.SendAsync(HttpMethod.Put, "_admin/faults", null, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await EmulatorHost.ReadAsync(response)).GetProperty("error");
        Assert.Equal(member, error.GetProperty("param").GetString());
        Assert.Contains(member, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True((await host.GetAsync("_admin/faults")).GetProperty("cancelTask").GetBoolean());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task Faults_that_are_not_a_JSON_object_are_a_400(string body)
    {
        await using var host = await EmulatorHost.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await host.SendAsync(HttpMethod.Put, "_admin/faults", null, body)).StatusCode);
    }

    [Fact]
    public async Task A_new_set_of_faults_replaces_the_whole_old_one()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { failTask = true, dropCallbacks = true });

        await host.SetFaultsAsync(new { dropCallbacks = true });

        var present = await host.GetAsync("_admin/faults");
        Assert.False(present.GetProperty("failTask").GetBoolean());
        Assert.True(present.GetProperty("dropCallbacks").GetBoolean());
    }

    [Fact]
    public async Task Tasks_keep_the_faults_they_were_created_under()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { failTask = true });
        var failing = await host.CreateAsync();
        await host.SendAsync(HttpMethod.Delete, "_admin/faults");
        var good = await host.CreateAsync();

        host.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("failed", (await host.GetAsync($"v1/tasks/{failing}")).GetProperty("status").GetString());
        Assert.Equal("completed", (await host.GetAsync($"v1/tasks/{good}")).GetProperty("status").GetString());
    }

    private static async Task<int> CreateAsync(EmulatorHost host) =>
        (int)(await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create())).StatusCode;
}
