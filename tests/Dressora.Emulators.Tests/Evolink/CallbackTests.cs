using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Emulators.Tests;

public sealed class CallbackTests
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_callback_posts_what_the_task_query_shows_after_the_task_was_billed()
    {
        await using var host = await EmulatorHost.StartAsync();

        var task = await host.RunAsync(WithCallback());
        var callback = await host.Backchannel.NextAsync();

        Assert.Equal(Some.Callback, callback.Url);
        Assert.Equal("application/json", callback.ContentType);
        Assert.Equal(task.GetRawText(), callback.Json.GetRawText());
        Assert.True(callback.Json.GetProperty("usage").GetProperty("credits_used").GetDecimal() > 0);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.MovedPermanently)]
    public async Task A_callback_that_is_not_taken_is_tried_again_after_1_2_and_4_seconds_and_then_given_up(HttpStatusCode status)
    {
        await using var host = await EmulatorHost.StartAsync();
        for (var answer = 0; answer < 4; answer++)
        {
            host.Backchannel.Answers.Enqueue(status);
        }

        var id = (await host.RunAsync(WithCallback())).GetProperty("id").GetString()!;
        await host.Backchannel.NextAsync();
        foreach (var seconds in new[] { 1, 2, 4 })
        {
            await host.Time.PassAsync(TimeSpan.FromSeconds(seconds));
            await host.Backchannel.NextAsync();
        }

        await host.SettledAsync(id);
        Assert.Equal(4, host.Record(id).CallbackTries);
        Assert.Equal(0, host.Backchannel.Waiting);
    }

    [Fact]
    public async Task A_callback_that_is_taken_the_second_time_is_not_sent_a_third_time()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Backchannel.Answers.Enqueue(HttpStatusCode.ServiceUnavailable);

        var id = (await host.RunAsync(WithCallback())).GetProperty("id").GetString()!;
        await host.Time.PassAsync(OneSecond);
        await host.SettledAsync(id);

        Assert.Equal(2, host.Record(id).CallbackTries);
        Assert.Equal(2, host.Backchannel.Waiting);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_within_10_seconds_is_tried_again()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Backchannel.IsSilent = true;

        await host.RunAsync(WithCallback());
        await host.Backchannel.NextAsync();
        host.Backchannel.IsSilent = false;
        await host.Time.PassAsync(TimeSpan.FromSeconds(10));
        await host.Time.PassAsync(OneSecond);

        await host.Backchannel.NextAsync();
    }

    [Fact]
    public async Task A_failed_task_calls_back_too()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { failTask = true });

        await host.RunAsync(WithCallback());

        Assert.Equal("failed", (await host.Backchannel.NextAsync()).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Dropped_callbacks_are_never_sent()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { dropCallbacks = true });

        var id = (await host.RunAsync(WithCallback())).GetProperty("id").GetString()!;
        await host.SettledAsync(id);

        Assert.Equal(0, host.Record(id).CallbackTries);
        Assert.Equal(0, host.Backchannel.Waiting);
    }

    [Fact]
    public async Task Duplicated_callbacks_arrive_twice_and_alike()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { duplicateCallbacks = true });

        await host.RunAsync(WithCallback());

        Assert.Equal((await host.Backchannel.NextAsync()).Body, (await host.Backchannel.NextAsync()).Body);
    }

    [Fact]
    public async Task An_early_callback_arrives_before_the_create_is_answered()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { earlyCallback = true });
        host.Backchannel.IsSilent = true;

        var create = host.CreateAsync(WithCallback());
        var callback = await host.Backchannel.NextAsync();
        var answeredFirst = create.IsCompleted;
        host.Backchannel.IsSilent = false;
        await host.Time.PassAsync(TimeSpan.FromSeconds(10)); // The receiver never answered; only the first try is waited for.

        Assert.False(answeredFirst);
        Assert.Equal("completed", callback.Json.GetProperty("status").GetString());
        Assert.Equal(await create, callback.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_delayed_callback_waits_after_the_end_of_its_task()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { callbackDelaySeconds = 30 });

        var task = await host.RunAsync(WithCallback());
        var before = host.Backchannel.Waiting;
        await host.Time.PassAsync(TimeSpan.FromSeconds(30));
        await host.Backchannel.NextAsync();

        Assert.Equal("completed", task.GetProperty("status").GetString());
        Assert.Equal(0, before);
    }

    [Fact]
    public async Task A_forged_callback_is_posted_as_it_was_given()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Backchannel.Answers.Enqueue(HttpStatusCode.NotFound);

        var answer = await host.SendAsync(HttpMethod.Post, "_admin/callbacks", new { url = Some.Callback, body = new { id = "task-unified-1-forged00" } });
        await host.SendAsync(HttpMethod.Post, "_admin/callbacks", new { url = Some.Callback, body = "not JSON" });

        Assert.Equal(404, (await EmulatorHost.ReadAsync(answer)).GetProperty("status").GetInt32());
        Assert.Equal("""{"id":"task-unified-1-forged00"}""", (await host.Backchannel.NextAsync()).Body);
        Assert.Equal("not JSON", (await host.Backchannel.NextAsync()).Body);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"url":"ftp://example.com","body":{}}""")]
    [InlineData("""{"url":"https://example.com"}""")]
    public async Task A_forged_callback_needs_a_url_and_a_body(string body)
    {
        await using var host = await EmulatorHost.StartAsync();
        using var content = new StringContent(body);

        var response = await host.Client.PostAsync("_admin/callbacks", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, host.Backchannel.Waiting);
    }

    private static object WithCallback() => Some.Create(changes: ("callback_url", Some.Callback));
}
