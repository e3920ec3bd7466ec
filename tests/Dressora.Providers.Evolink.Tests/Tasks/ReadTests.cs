using Microsoft.AspNetCore.Http;

namespace Dressora.Providers.Evolink.Tests;

public sealed class ReadTests
{
    [Fact]
    public async Task A_task_is_read_with_the_key_under_its_id()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.Json("""{"status":"pending"}""");

        await bench.Provider.GetTaskAsync(new ProviderTaskId("task-unified-1/../credits?x"), Some.Cancellation);

        var request = Assert.Single(bench.Stub.Requests);
        Assert.Equal("GET", request.Method);
        Assert.Equal("Bearer " + EvolinkStub.Key, request.Headers["Authorization"]);
        Assert.DoesNotContain("/v1/credits", request.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, """{"error":{"code":"task_not_found","type":"invalid_request_error"}}""", ProviderErrorKind.TaskLost, "task_not_found")]
    [InlineData(404, """{"error":{"code":404,"type":"not_found_error"}}""", ProviderErrorKind.TaskLost, "404")]
    [InlineData(404, "", ProviderErrorKind.TaskLost, "404")]
    [InlineData(400, """{"error":{"code":"invalid_task_id"}}""", ProviderErrorKind.TaskLost, "invalid_task_id")]
    [InlineData(410, """{"error":{"code":"resource_not_found"}}""", ProviderErrorKind.TaskLost, "resource_not_found")]
    [InlineData(400, """{"error":{"code":"invalid_request"}}""", ProviderErrorKind.InvalidRequest, "invalid_request")]
    [InlineData(401, """{"error":{"code":"unauthorized"}}""", ProviderErrorKind.ProviderAccount, "unauthorized")]
    [InlineData(403, """{"error":{"code":"permission_denied"}}""", ProviderErrorKind.ProviderAccount, "permission_denied")]
    [InlineData(429, """{"error":{"code":"rate_limit_exceeded","type":"evo_api_error"}}""", ProviderErrorKind.Throttled, "rate_limit_exceeded")]
    [InlineData(500, """{"error":{"code":"internal_error"}}""", ProviderErrorKind.Unavailable, "internal_error")]
    [InlineData(502, "<html>", ProviderErrorKind.Unavailable, "502")]
    [InlineData(302, "", ProviderErrorKind.Unknown, "302")]
    public async Task An_answer_that_is_no_task_is_classified(int status, string body, ProviderErrorKind kind, string code)
    {
        var error = await ErrorOfAsync(EvolinkStub.Json(body, status));

        Assert.Equal((kind, code), (error.Kind, error.Code));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    public async Task A_success_that_is_no_task_is_no_news_about_it(string body)
    {
        Assert.Equal(ProviderErrorKind.Unknown, (await ErrorOfAsync(EvolinkStub.Json(body))).Kind);
    }

    [Fact]
    public async Task A_read_is_tried_three_times()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = context => bench.Stub.Requests.Count switch
        {
            1 => EvolinkStub.Json("{}", 503)(context),
            2 => EvolinkStub.HangUp(context),
            _ => EvolinkStub.Json("""{"status":"processing"}""")(context),
        };

        var task = await bench.Provider.GetTaskAsync(Some.TaskId, Some.Cancellation);

        Assert.Equal((ProviderTaskStatus.Running, 3), (task.Status, bench.Stub.Requests.Count));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_service_that_says_when_to_come_back_is_left_alone_until_then(int status)
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.Json("{}", status, retryAfter: "30");

        var exception = await Assert.ThrowsAsync<ProviderException>(() => bench.Provider.GetTaskAsync(Some.TaskId, Some.Cancellation));

        Assert.Equal(TimeSpan.FromSeconds(30), exception.Error.RetryAfter);
        Assert.Single(bench.Stub.Requests);
    }

    [Fact]
    public async Task A_read_that_hangs_ends_and_says_so()
    {
        await using var bench = await EvolinkBench.StartAsync(options => options.ReadTimeout = TimeSpan.FromSeconds(1));
        bench.Stub.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => bench.Provider.GetTaskAsync(Some.TaskId, Some.Cancellation));

        Assert.Equal((ProviderErrorKind.Unavailable, "timeout"), (exception.Error.Kind, exception.Error.Code));
    }

    [Fact]
    public async Task A_task_that_failed_by_quota_is_an_empty_account_only_when_the_balance_says_so()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = context => context.Request.Path == "/v1/credits"
            ? EvolinkStub.Json("""{"data":{"user":{"remaining_credits":-0.5}},"success":true}""")(context)
            : EvolinkStub.Json("""{"status":"failed","error":{"code":"quota_exceeded"}}""")(context);

        var task = await bench.Provider.GetTaskAsync(Some.TaskId, Some.Cancellation);

        Assert.Equal((ProviderErrorKind.ProviderAccount, "quota_exceeded"), (task.Error?.Kind, task.Error?.Code));
    }

    [Fact]
    public async Task A_task_cannot_be_stopped()
    {
        await using var bench = await EvolinkBench.StartAsync();

        Assert.Equal(CancelAnswer.NotSupported, await bench.Provider.CancelTaskAsync(Some.TaskId, Some.Cancellation));
        Assert.Empty(bench.Stub.Requests);
    }

    private static async Task<ProviderError> ErrorOfAsync(Func<HttpContext, Task> answer)
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = answer;
        var exception = await Assert.ThrowsAsync<ProviderException>(() => bench.Provider.GetTaskAsync(Some.TaskId, Some.Cancellation));
        return exception.Error;
    }
}
