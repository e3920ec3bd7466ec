using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.AspNetCore.Tests;

public sealed class AccountTests
{
    [Theory]
    [InlineData("POST", "jobs")]
    [InlineData("GET", "jobs")]
    [InlineData("GET", "jobs/job_00000000000000000000000000000000")]
    [InlineData("DELETE", "jobs/job_00000000000000000000000000000000")]
    [InlineData("POST", "jobs/job_00000000000000000000000000000000/cancel")]
    [InlineData("GET", "jobs/job_00000000000000000000000000000000/results/0")]
    [InlineData("POST", "quotes")]
    [InlineData("GET", "models")]
    [InlineData("POST", "uploads")]
    [InlineData("GET", "credits")]
    [InlineData("GET", "credits/entries")]
    public async Task Nobody_is_401_before_anything_is_read(string method, string path)
    {
        await using var app = await TestApp.StartAsync(user: null);

        var response = await app.Client.SendAsync(new HttpMethod(method), $"/dressora/{path}");

        await response.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task The_host_may_find_accounts_its_own_way()
    {
        await using var app = await TestApp.StartAsync(
            services => new Builder(services).UseAccounts(context =>
                ValueTask.FromResult<AccountId?>(context.Request.Headers["X-Tenant"].ToString() is { Length: > 0 } tenant ? new AccountId(tenant) : null)),
            user: "alice");

        var known = await app.Client.SendAsync(HttpMethod.Get, "/dressora/models", ("X-Tenant", "acme"));
        var unknown = await app.Client.SendAsync(HttpMethod.Get, "/dressora/models");

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }

    [Fact]
    public async Task A_name_that_cannot_be_an_account_is_nobody()
    {
        await using var app = await TestApp.StartAsync(user: null);

        var response = await app.Client.SendAsync(HttpMethod.Get, "/dressora/credits", (HeaderAuthentication.HeaderName, new string('a', AccountId.LengthMax + 1)));

        await response.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Accounts_are_told_apart_by_case()
    {
        await using var app = await TestApp.StartAsync();
        var job = app.Jobs.Add(Some.Job());
        using var other = app.As("Alice");

        await (await other.SendAsync(HttpMethod.Get, $"/dressora/jobs/{job.Id}")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public void A_host_without_the_services_is_told_what_to_call()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        var problem = Assert.Throws<InvalidOperationException>(() => app.MapDressora());

        Assert.Contains("AddDressora()", problem.Message, StringComparison.Ordinal);
    }

    private sealed record Builder(IServiceCollection Services) : IDressoraBuilder;
}
