using System.Net;

namespace Dressora.AspNetCore.Tests;

public sealed class SubmitTests
{
    [Fact]
    public async Task An_accepted_job_is_202_with_its_status_and_where_to_ask_again()
    {
        await using var app = await TestApp.StartAsync();
        var upload = "upl_" + new string('a', 32);

        var response = await app.Client.PostJsonAsync("/dressora/jobs", $$"""
            {"prompt":"wear it","inputs":[{"role":"person","upload":"{{upload}}"},{"role":"garment","url":"https://example.com/coat.png"}],
             "count":2,"model":"wan-2","provider":"evolink","aspectRatio":"3:4"}
            """, key: "key-1");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var body = await response.ReadJsonAsync();
        Assert.Equal($"/dressora/jobs/{body.GetProperty("id").GetString()}", response.Headers.Location?.OriginalString);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        var (account, request, key, cancelable) = Assert.Single(app.Jobs.Submitted);
        Assert.Equal(TestApp.Alice, account);
        Assert.Equal(new IdempotencyKey("key-1"), key);
        Assert.False(cancelable, "A client that hangs up must not take back what has arrived.");
        Assert.Equal(("wear it", 2, "wan-2", "evolink", "3:4"), (request.Prompt, request.Count, request.Model, request.Provider, request.AspectRatio));
        Assert.Equal([InputRole.Person, InputRole.Garment], request.Inputs.Select(input => input.Role));
        Assert.Equal(upload, request.Inputs[0].Upload?.Value);
        Assert.Equal("https://example.com/coat.png", request.Inputs[1].Url?.OriginalString);
    }

    [Fact]
    public async Task Null_members_are_as_good_as_none()
    {
        await using var app = await TestApp.StartAsync();

        await app.Client.PostJsonAsync(
            "/dressora/jobs", """{"prompt":"p","inputs":null,"count":null,"model":null,"provider":null,"aspectRatio":null}""");

        var request = Assert.Single(app.Jobs.Submitted).Request;
        Assert.Equal((1, null, null, null), (request.Count, request.Model, request.Provider, request.AspectRatio));
        Assert.Empty(request.Inputs);
    }

    [Fact]
    public async Task A_replay_is_answered_like_the_first_time()
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Succeeded());
        app.Jobs.Submission = () => new SubmitResult.Replayed(job);

        var response = await app.Client.PostJsonAsync("/dressora/jobs", Some.Request, key: "again");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"/dressora/jobs/{job.Id}", response.Headers.Location?.OriginalString);
        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Too_few_credits_are_402_with_what_is_needed_and_available()
    {
        await using var app = await TestApp.StartAsync();
        app.Jobs.Submission = () => new SubmitResult.InsufficientCredits(new Credits(6), new Credits(5));

        var response = await app.Client.PostJsonAsync("/dressora/jobs", Some.Request);

        var problem = await response.AssertProblemAsync(HttpStatusCode.PaymentRequired, "insufficient_credits");
        Assert.Equal((6, 5), (problem.GetProperty("needed").GetInt64(), problem.GetProperty("available").GetInt64()));
    }

    [Fact]
    public async Task A_reused_key_is_422()
    {
        await using var app = await TestApp.StartAsync();
        app.Jobs.Submission = () => new SubmitResult.KeyConflict();

        var response = await app.Client.PostJsonAsync("/dressora/jobs", Some.Request, key: "taken");

        await response.AssertProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Fact]
    public async Task Too_many_active_jobs_are_429_with_when_to_come_back()
    {
        await using var app = await TestApp.StartAsync();
        app.Jobs.Submission = () => new SubmitResult.TooManyActive(100);

        var response = await app.Client.PostJsonAsync("/dressora/jobs", Some.Request);

        var problem = await response.AssertProblemAsync(HttpStatusCode.TooManyRequests, "too_many_active_jobs");
        Assert.Equal(100, problem.GetProperty("limit").GetInt32());
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task What_the_pipeline_finds_wrong_is_400_with_every_problem()
    {
        await using var app = await TestApp.StartAsync();
        app.Jobs.Submission = () => new SubmitResult.Invalid(
            [new RequestProblem("prompt", "required", "A prompt is needed."), new RequestProblem("count", "out_of_range", "count is 0.")]);

        var response = await app.Client.PostJsonAsync("/dressora/jobs", """{"count":0}""");

        var problem = await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(["prompt", "count"], problem.Fields());
        Assert.Equal(["field", "code", "message"], problem.GetProperty("errors")[0].Members());
    }

    [Theory]
    [InlineData("""[]""", "")]
    [InlineData("""{"prompt":7}""", "prompt")]
    [InlineData("""{"prompt":"\ud800"}""", "prompt")]
    [InlineData("""{"prompt":"p","count":"2"}""", "count")]
    [InlineData("""{"prompt":"p","count":1.5}""", "count")]
    [InlineData("""{"prompt":"p","count":99999999999}""", "count")]
    [InlineData("""{"prompt":"p","model":{}}""", "model")]
    [InlineData("""{"prompt":"p","inputs":{}}""", "inputs")]
    [InlineData("""{"prompt":"p","inputs":[7]}""", "inputs[0]")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person"}]}""", "inputs[0]")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","upload":"upl_1","url":"https://a.example/b"}]}""", "inputs[0]")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","upload":"upl_1"}]}""", "inputs[0].upload")]
    [InlineData("""{"prompt":"p","inputs":[{"role":" ","url":"https://a.example/b"}]}""", "inputs[0].role")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","url":"not a url"}]}""", "inputs[0].url")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","url":"https://a.example/b","size":1}]}""", "inputs[0].size")]
    [InlineData("""{"prompt":"p","promt":"q"}""", "promt")]
    [InlineData("""{"prompt":"p","\ud83d\ude00aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":1}""", "😀aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…")]
    [InlineData("""{"prompt":3,"count":true,"extra":1,"inputs":[{"role":"garment","url":1}]}""", "extra prompt inputs[0].url count")]
    public async Task A_wrong_shape_is_400_naming_every_member(string body, string fields)
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.PostJsonAsync("/dressora/jobs", body);

        var problem = await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(fields.Split(' '), problem.Fields());
        Assert.Empty(app.Jobs.Submitted);
    }

    [Fact]
    public async Task A_wrong_shape_does_not_hide_the_other_problems()
    {
        await using var app = await TestApp.StartAsync();
        app.Jobs.Quote = new QuoteResult.Invalid(
            [new RequestProblem("prompt", "required", "A prompt is needed."), new RequestProblem("count", "out_of_range", "count is 9.")]);

        var response = await app.Client.PostJsonAsync("/dressora/jobs", """{"count":"9"}""");

        var problem = await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(["count", "prompt"], problem.Fields());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("prompt=a coat")]
    [InlineData("{\"prompt\":\"a\",\"prompt\":\"b\"}")]
    [InlineData("{\"\\ud800\":1,\"\\ud800\":2}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]")]
    public async Task What_is_not_JSON_is_400_whatever_it_calls_itself(string body)
    {
        await using var app = await TestApp.StartAsync();
        foreach (var type in new[] { "application/json", "text/plain" })
        {
            var response = await app.Client.PostAsync(
                "/dressora/jobs", new StringContent(body, null, type), TestContext.Current.CancellationToken);

            var problem = await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_json");
            Assert.Single(problem.Fields());
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_400()
    {
        await using var app = await TestApp.StartAsync();
        using var content = new ByteArrayContent([.. "{\"prompt\":\""u8, 0xC3, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        var response = await app.Client.PostAsync("/dressora/jobs", content, TestContext.Current.CancellationToken);

        await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_json");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task JSON_under_a_name_that_foreign_forms_can_send_is_415(string type)
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.PostAsync(
            "/dressora/jobs", new StringContent(Some.Request, null, type), TestContext.Current.CancellationToken);

        await response.AssertProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        Assert.Empty(app.Jobs.Submitted);
    }

    [Fact]
    public async Task A_body_beyond_64_KiB_is_413()
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.PostJsonAsync("/dressora/jobs", $$"""{"prompt":"{{new string('a', 64 * 1_024)}}"}""");

        await response.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task A_key_has_at_most_200_characters(int length, bool allowed)
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.PostJsonAsync("/dressora/jobs", Some.Request, key: new string('k', length));

        Assert.Equal(allowed ? HttpStatusCode.Accepted : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("tab\tbed")]
    [InlineData("ключ")]
    public async Task A_key_of_other_than_visible_ASCII_characters_is_400(string key)
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.PostJsonAsync("/dressora/jobs", Some.Request, key);

        var problem = await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(["Idempotency-Key"], problem.Fields());
        Assert.Empty(app.Jobs.Submitted);
    }
}
