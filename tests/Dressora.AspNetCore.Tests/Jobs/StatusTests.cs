using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Dressora.AspNetCore.Tests;

public sealed class StatusTests
{
    [Fact]
    public async Task A_status_has_exactly_the_members_of_the_contract()
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Succeeded());

        var text = await app.Client.GetStringAsync($"/dressora/jobs/{job.Id}", TestContext.Current.CancellationToken);

        Assert.Equal(
            $$$"""
            {"id":"{{{job.Id}}}","status":"Succeeded","progress":1,"requested":2,"delivered":1,
            "results":[{"index":1,"url":"/dressora/jobs/{{{job.Id}}}/results/1","contentType":"image/png","width":640,"height":480,"bytes":1000}],
            "credits":{"frozen":4,"charged":2},"error":null,"resultsRemovedAt":null,"createdAt":"2026-05-01T12:00:00+00:00","updatedAt":"2026-05-01T12:00:00+00:00"}
            """.ReplaceLineEndings(string.Empty),
            text);
    }

    [Fact]
    public async Task A_failed_job_is_200_with_a_code_and_a_sentence()
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Job() with { Status = JobStatus.Failed, Error = new JobError("timed_out", "It took too long.") });

        var response = await app.Client.SendAsync(HttpMethod.Get, $"/dressora/jobs/{job.Id}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var error = (await response.ReadJsonAsync()).GetProperty("error");
        Assert.Equal("""{"code":"timed_out","message":"It took too long."}""", error.GetRawText());
    }

    [Fact]
    public async Task A_client_that_has_this_version_gets_304_and_no_body()
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Job());

        var first = await app.Client.SendAsync(HttpMethod.Get, $"/dressora/jobs/{job.Id}");
        var same = await app.Client.SendAsync(HttpMethod.Get, $"/dressora/jobs/{job.Id}", ("If-None-Match", "\"3\""));
        app.Jobs.Add(job with { Version = 4 });
        var moved = await app.Client.SendAsync(HttpMethod.Get, $"/dressora/jobs/{job.Id}", ("If-None-Match", "\"3\""));

        Assert.Equal("\"3\"", first.Headers.ETag?.Tag);
        Assert.Equal("no-cache, private", first.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal("\"3\"", same.Headers.ETag?.Tag);
        Assert.NotNull(same.Headers.RetryAfter);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
    }

    [Theory]
    [InlineData(0, "1")]
    [InlineData(14, "1")]
    [InlineData(15, "2")]
    [InlineData(59, "4")]
    [InlineData(3600, "5")]
    [InlineData(-30, "1")]
    public async Task The_server_slows_clients_down_as_a_job_ages(int seconds, string expected)
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Job() with { CreatedAt = Some.Noon.AddSeconds(-seconds) });

        var response = await app.Client.SendAsync(HttpMethod.Get, $"/dressora/jobs/{job.Id}");

        Assert.Equal(expected, response.Headers.GetValues("Retry-After").Single());
    }

    [Theory]
    [InlineData(JobStatus.Succeeded)]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.Canceled)]
    public async Task An_ended_job_asks_nobody_to_come_back(JobStatus status)
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Job() with { Status = status });

        var response = await app.Client.SendAsync(HttpMethod.Get, $"/dressora/jobs/{job.Id}");

        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_list_has_statuses_and_the_key_of_its_next_page()
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Job());
        app.Jobs.NextPage = job.Id;

        var body = await (await app.Client.SendAsync(HttpMethod.Get, $"/dressora/jobs?before={job.Id}&limit=7")).ReadJsonAsync();

        Assert.Equal(["items", "next"], body.Members());
        Assert.Equal(job.Id.ToString(), body.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(job.Id.ToString(), body.GetProperty("next").GetString());
        Assert.Equal((job.Id, 7), app.Jobs.Listed);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("before=job_1", "before")]
    [InlineData("limit=-1&before=", "limit before")]
    public async Task A_page_that_cannot_be_is_400(string query, string fields)
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.SendAsync(HttpMethod.Get, $"/dressora/jobs?{query}");

        var problem = await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(fields.Split(' '), problem.Fields());
    }

    [Fact]
    public async Task A_cancel_is_202_with_the_status()
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Job());

        var response = await app.Client.SendAsync(HttpMethod.Post, $"/dressora/jobs/{job.Id}/cancel");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"/dressora/jobs/{job.Id}", response.Headers.Location?.OriginalString);
        Assert.Equal("Running", (await response.ReadJsonAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_erase_is_204()
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Job());

        var response = await app.Client.SendAsync(HttpMethod.Delete, $"/dressora/jobs/{job.Id}");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal([job.Id], app.Jobs.Erased);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/cancel")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "/results/1")]
    public async Task A_foreign_an_unknown_and_an_impossible_id_are_the_same_404(string method, string rest)
    {
        await using var app = await TestApp.StartAsync();
        var foreign = app.Jobs.Add(Some.Succeeded());
        using var bob = app.As("bob");
        var bodies = new HashSet<string>();

        foreach (var id in new[] { foreign.Id.ToString(), JobId.New(Some.Noon).ToString(), "job_1", "x" })
        {
            var response = await bob.SendAsync(new HttpMethod(method), $"/dressora/jobs/{id}{rest}");
            bodies.Add((await response.AssertProblemAsync(HttpStatusCode.NotFound, "not_found")).GetRawText());
        }

        Assert.Single(bodies);
        Assert.Empty(app.Jobs.Erased);
    }

    [Fact]
    public async Task Addresses_follow_the_path_base_the_outer_group_and_route_parameters()
    {
        await using var app = await TestApp.StartAsync(map: web =>
        {
            web.UsePathBase("/shop");
            web.UseRouting();
            web.UseAuthentication();
            web.MapGroup("/api").MapDressora("/{tenant}/images");
        });
        var job = app.Jobs.Add(Some.Succeeded());

        var status = await (await app.Client.SendAsync(HttpMethod.Get, $"/shop/api/acme/images/jobs/{job.Id}/")).ReadJsonAsync();
        var created = await app.Client.PostJsonAsync("/shop/api/acme/images/jobs", Some.Request);

        Assert.Equal($"/shop/api/acme/images/jobs/{job.Id}/results/1", status.GetProperty("results")[0].GetProperty("url").GetString());
        Assert.StartsWith("/shop/api/acme/images/jobs/job_", created.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_has_the_price_and_who_would_be_asked()
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.PostJsonAsync("/dressora/quotes", Some.Request);

        Assert.Equal("""{"perOutput":2,"total":4,"provider":"evolink","model":"wan-2"}""", (await response.ReadJsonAsync()).GetRawText());
        Assert.Empty(app.Jobs.Submitted);
    }

    [Fact]
    public async Task A_quote_of_an_impossible_request_is_400()
    {
        await using var app = await TestApp.StartAsync();
        app.Jobs.Quote = new QuoteResult.Invalid([new RequestProblem("model", "unknown_model", "There is no such model.")]);

        var response = await app.Client.PostJsonAsync("/dressora/quotes", """{"prompt":"p","model":"none"}""");

        Assert.Equal(["model"], (await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request")).Fields());
    }

    [Fact]
    public async Task The_models_are_listed_with_their_limits()
    {
        await using var app = await TestApp.StartAsync();

        var body = await (await app.Client.SendAsync(HttpMethod.Get, "/dressora/models")).ReadJsonAsync();

        var model = body.GetProperty("items")[0];
        Assert.Equal("evolink", model.GetProperty("provider").GetString());
        Assert.Equal("wan-2", model.GetProperty("model").GetString());
        Assert.Equal(4, model.GetProperty("countMax").GetInt32());
    }
}
