using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators.Tests;

public sealed class MountingTests
{
    [Fact]
    public async Task A_host_keeps_its_json_options_and_the_emulator_does_not_follow_them()
    {
        using var folder = new TempFolder();
        await using var app = await StartAsync(folder, services => services.ConfigureHttpJsonOptions(
            options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper));

        var own = await app.GetTestClient().GetStringAsync("/own", TestContext.Current.CancellationToken);
        var credits = await CreditsAsync(app, "/a");

        Assert.Equal("""{"SOME-VALUE":1}""", own);
        Assert.Contains("remaining_credits", credits, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_emulator_can_have_several_addresses_and_its_links_follow_the_one_in_use()
    {
        using var folder = new TempFolder();
        await using var app = await StartAsync(folder);
        var client = Client(app);
        using var content = new StringContent(Some.Create().ToJsonString());
        await client.PostAsync("/a/v1/images/generations", content, TestContext.Current.CancellationToken);

        var underA = JsonElement.Parse(await client.GetStringAsync("/a/_admin/tasks", TestContext.Current.CancellationToken))[0];
        var id = underA.GetProperty("id").GetString();
        var underB = JsonElement.Parse(await client.GetStringAsync($"/outer/b/v1/tasks/{id}", TestContext.Current.CancellationToken));

        Assert.StartsWith("http://localhost/outer/b/files/", underB.GetProperty("results")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_closes_itself_to_strangers_leaves_the_emulator_open()
    {
        using var folder = new TempFolder();
        await using var app = await StartAsync(folder, services =>
        {
            services.AddAuthentication();
            services.AddAuthorizationBuilder().SetFallbackPolicy(
                new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        });

        Assert.Contains("remaining_credits", await CreditsAsync(app, "/a"), StringComparison.Ordinal);
    }

    [Fact]
    public void Mapping_without_registration_says_what_is_missing()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        var failure = Assert.Throws<InvalidOperationException>(() => app.MapEvolinkEmulator("/"));

        Assert.Contains("AddEvolinkEmulator", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DataDirectory")]
    [InlineData("ApiKeys")]
    [InlineData("Duration")]
    [InlineData("ResultLifetime")]
    [InlineData("UploadLifetime")]
    [InlineData("TaskLifetime")]
    [InlineData("Credits")]
    public async Task A_wrong_option_stops_the_start_and_is_named(string name)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => EmulatorHost.StartAsync(options => Break(options, name)));

        Assert.Contains(failure.Failures, message => message.StartsWith(name, StringComparison.Ordinal));
    }

    private static void Break(EvolinkEmulatorOptions options, string name)
    {
        switch (name)
        {
            case "DataDirectory": options.DataDirectory = " "; break;
            case "ApiKeys": options.ApiKeys.Add(""); break;
            case "Duration": options.Duration = TimeSpan.FromDays(2); break;
            case "ResultLifetime": options.ResultLifetime = TimeSpan.Zero; break;
            case "UploadLifetime": options.UploadLifetime = TimeSpan.FromDays(366); break;
            case "TaskLifetime": options.TaskLifetime = TimeSpan.FromHours(1); break;
            default: options.Credits = -1; break;
        }
    }

    private static async Task<WebApplication> StartAsync(TempFolder folder, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddEvolinkEmulator(options =>
        {
            options.DataDirectory = folder.Path;
            options.Duration = TimeSpan.Zero;
        });
        builder.Services.AddEvolinkEmulator();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapEvolinkEmulator("/a");
        app.MapGroup("/outer").MapEvolinkEmulator("/b/");
        app.MapGet("/own", () => TypedResults.Ok(new { SomeValue = 1 }));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static HttpClient Client(WebApplication app)
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "k");
        return client;
    }

    private static async Task<string> CreditsAsync(WebApplication app, string prefix) =>
        await Client(app).GetStringAsync($"{prefix}/v1/credits", TestContext.Current.CancellationToken);
}
