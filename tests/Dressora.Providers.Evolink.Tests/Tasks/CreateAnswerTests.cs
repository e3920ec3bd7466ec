using Microsoft.AspNetCore.Http;

namespace Dressora.Providers.Evolink.Tests;

public sealed class CreateAnswerTests
{
    [Fact]
    public async Task An_accepted_create_has_an_id_and_an_estimate()
    {
        var accepted = Assert.IsType<TaskCreation.Accepted>(await CreateAsync(EvolinkStub.Json(Some.Accepted)));

        Assert.Equal(Some.TaskId, accepted.Task);
        Assert.Equal(TimeSpan.FromSeconds(100), accepted.Estimate);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("failed")]
    public async Task A_task_that_has_already_ended_is_accepted_all_the_same(string status)
    {
        var creation = await CreateAsync(EvolinkStub.Json($$"""{"id":"task-unified-1-a","status":"{{status}}"}"""));

        var accepted = Assert.IsType<TaskCreation.Accepted>(creation);
        Assert.Null(accepted.Estimate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>ok</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":42}""")]
    [InlineData("""{"id":"\ud800"}""")]
    [InlineData("""{"id":"a\nb"}""")]
    public async Task A_success_that_cannot_be_read_may_have_been_billed(string body)
    {
        Assert.IsType<TaskCreation.OutcomeUnknown>(await CreateAsync(EvolinkStub.Json(body)));
    }

    [Theory]
    [InlineData(400, "invalid_request", ProviderErrorKind.InvalidRequest)]
    [InlineData(404, "not_found", ProviderErrorKind.InvalidRequest)]
    [InlineData(413, "too_large", ProviderErrorKind.InvalidRequest)]
    [InlineData(422, "unprocessable", ProviderErrorKind.InvalidRequest)]
    [InlineData(400, "content_policy_violation", ProviderErrorKind.ContentRefused)]
    [InlineData(403, "content_policy_violation", ProviderErrorKind.ContentRefused)]
    [InlineData(401, "unauthorized", ProviderErrorKind.ProviderAccount)]
    [InlineData(402, "insufficient_quota", ProviderErrorKind.ProviderAccount)]
    [InlineData(402, "quota_exceeded", ProviderErrorKind.ProviderAccount)]
    [InlineData(403, "model_access_denied", ProviderErrorKind.ProviderAccount)]
    [InlineData(400, "model_access_denied", ProviderErrorKind.ProviderAccount)]
    [InlineData(429, "rate_limit_exceeded", ProviderErrorKind.Throttled)]
    public async Task A_refusal_is_known_to_be_unbilled(int status, string code, ProviderErrorKind kind)
    {
        var newer = await CreateAsync(EvolinkStub.Json($$$"""{"error":{"code":"{{{code}}}","message":"m","type":"t"}}""", status));

        var error = Assert.IsType<TaskCreation.Refused>(newer).Error;
        Assert.Equal((kind, code), (error.Kind, error.Code));
    }

    [Theory]
    [InlineData(400, "invalid_request_error", ProviderErrorKind.InvalidRequest)]
    [InlineData(401, "authentication_error", ProviderErrorKind.ProviderAccount)]
    [InlineData(402, "insufficient_quota_error", ProviderErrorKind.ProviderAccount)]
    [InlineData(403, "permission_error", ProviderErrorKind.ProviderAccount)]
    [InlineData(404, "not_found_error", ProviderErrorKind.InvalidRequest)]
    [InlineData(413, "request_too_large_error", ProviderErrorKind.InvalidRequest)]
    [InlineData(429, "rate_limit_error", ProviderErrorKind.Throttled)]
    public async Task The_older_dialect_with_numbers_means_the_same(int status, string type, ProviderErrorKind kind)
    {
        var body = $$$"""{"error":{"code":{{{status}}},"message":"m","type":"{{{type}}}","param":"model"}}""";

        var error = Assert.IsType<TaskCreation.Refused>(await CreateAsync(EvolinkStub.Json(body, status))).Error;

        Assert.Equal(kind, error.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>nginx</html>")]
    [InlineData("""{"error":"nope, with https://secret.example/url"}""")]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":{"code":{"a":1}}}""")]
    public async Task A_refusal_without_a_code_is_known_by_its_status(string body)
    {
        var error = Assert.IsType<TaskCreation.Refused>(await CreateAsync(EvolinkStub.Json(body, 400))).Error;

        Assert.Equal((ProviderErrorKind.InvalidRequest, "400"), (error.Kind, error.Code));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task An_answer_that_proves_nothing_leaves_the_bill_open(int status)
    {
        Assert.IsType<TaskCreation.OutcomeUnknown>(await CreateAsync(EvolinkStub.Json("{}", status)));
    }

    [Fact]
    public async Task A_throttled_create_says_when_to_come_back()
    {
        var error = Assert.IsType<TaskCreation.Refused>(await CreateAsync(EvolinkStub.Json("{}", 429, retryAfter: "17"))).Error;

        Assert.Equal(TimeSpan.FromSeconds(17), error.RetryAfter);
    }

    [Theory]
    [InlineData("""{"data":{"user":{"remaining_credits":0},"token":{"unlimited_credits":true}},"success":true}""", ProviderErrorKind.ProviderAccount)]
    [InlineData("""{"data":{"user":{"remaining_credits":12.5},"token":{"unlimited_credits":true}},"success":true}""", ProviderErrorKind.Throttled)]
    [InlineData("""{"data":{"user":{"remaining_credits":12.5},"token":{"remaining_credits":0}},"success":true}""", ProviderErrorKind.ProviderAccount)]
    [InlineData("not json", ProviderErrorKind.Throttled)]
    public async Task A_quota_is_an_empty_account_only_when_the_balance_says_so(string credits, ProviderErrorKind kind)
    {
        var creation = await CreateAsync(context => context.Request.Path == "/v1/credits"
            ? EvolinkStub.Json(credits)(context)
            : EvolinkStub.Json("""{"error":{"code":"quota_exceeded","type":"insufficient_quota"}}""", 429)(context));

        Assert.Equal(kind, Assert.IsType<TaskCreation.Refused>(creation).Error.Kind);
    }

    [Fact]
    public async Task An_answer_larger_than_a_mebibyte_is_not_read()
    {
        var creation = await CreateAsync(EvolinkStub.Json($$"""{"id":"task-unified-1-a","padding":"{{new string('x', 1 << 20)}}"}"""));

        Assert.IsType<TaskCreation.OutcomeUnknown>(creation);
    }

    [Fact]
    public async Task An_unfit_request_is_refused_without_a_call()
    {
        await using var bench = await EvolinkBench.StartAsync();
        (string, ProviderTaskRequest)[] unfit =
        [
            ("model_unknown", Some.Request("no-such-model")),
            ("input_without_url", Some.Request() with { Inputs = [Some.File([1])] }),
            ("aspect_ratio_unknown", Some.Request() with { AspectRatio = "7:5" }),
            ("prompt_not_unicode", Some.Request() with { Prompt = "half \ud83d" }),
            ("too_many_images", Some.Request("doubao-seedream-4.5") with { Count = 14 }),
        ];

        foreach (var (code, request) in unfit)
        {
            var error = Assert.IsType<TaskCreation.Refused>(await bench.Provider.CreateTaskAsync(request, Some.Cancellation)).Error;
            Assert.Equal((ProviderErrorKind.InvalidRequest, code), (error.Kind, error.Code));
        }

        Assert.Empty(bench.Stub.Requests);
    }

    private static async Task<TaskCreation> CreateAsync(Func<HttpContext, Task> answer)
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = answer;
        return await bench.Provider.CreateTaskAsync(Some.Request(), Some.Cancellation);
    }
}
