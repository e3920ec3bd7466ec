using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dressora.Providers;
using Dressora.Stores;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Dressora.AspNetCore.Tests;

public sealed class CallbackTests
{
    private const string Token = "c2VjcmV0LXRva2Vu";

    [Fact]
    public async Task A_callback_is_stored_as_it_came_and_answered_with_204()
    {
        await using var app = await StartAsync();
        var body = "{ \"id\" : \"task-1\" }"u8.ToArray();

        var response = await PostAsync(app, Token, new ByteArrayContent(body));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var message = Messages(app).Single();
        Assert.Equal(body, message.Body.ToArray());
        Assert.Equal(new ProviderTaskId("task-1"), message.Task);
    }

    [Fact]
    public async Task The_provider_sees_the_headers_and_the_time()
    {
        await using var app = await StartAsync();
        ProviderCallback? seen = null;
        app.Provider.HandleCallbackAsync(Arg.Do<ProviderCallback>(callback => seen = callback), Arg.Any<CancellationToken>())
            .Returns(new CallbackVerdict.Notified());
        using var content = new ByteArrayContent([1]);
        content.Headers.Add("X-Signature", "s1");

        await PostAsync(app, Token, content);

        Assert.Equal(["s1"], seen!.Headers["x-signature"]);
        Assert.Equal(app.Clock.GetUtcNow(), seen.ReceivedAt);
    }

    [Fact]
    public async Task A_wrong_provider_token_or_signature_are_the_same_404()
    {
        await using var app = await StartAsync();
        var unknownToken = await PostAsync(app, "another", new ByteArrayContent([1]));
        var unknownProvider = await PostAsync(app, Token, new ByteArrayContent([1]), provider: "fashn");
        app.Provider.HandleCallbackAsync(Arg.Any<ProviderCallback>(), Arg.Any<CancellationToken>()).Returns(CallbackVerdict.Forged);
        var forged = await PostAsync(app, Token, new ByteArrayContent([1]));

        var bodies = new HashSet<string>();
        foreach (var response in new[] { unknownToken, unknownProvider, forged })
        {
            bodies.Add((await response.AssertProblemAsync(HttpStatusCode.NotFound, "not_found")).GetRawText());
        }

        Assert.Single(bodies);
        Assert.Empty(Messages(app));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ten_megabytes_are_413_on_a_real_server(bool withLength)
    {
        await using var app = await StartAsync(kestrel: true);

        var response = await PostAsync(app, Token, new ZeroContent(10_000_000, withLength));

        await response.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_large");
        Assert.Empty(Messages(app));
    }

    [Theory]
    [InlineData(256 * 1_024, HttpStatusCode.NoContent)]
    [InlineData((256 * 1_024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task The_limit_is_exact(int bytes, HttpStatusCode expected)
    {
        await using var app = await StartAsync();

        Assert.Equal(expected, (await PostAsync(app, Token, new ZeroContent(bytes, withLength: false))).StatusCode);
    }

    [Fact]
    public async Task Callbacks_stay_anonymous_where_everything_else_needs_authorization()
    {
        await using var app = await StartAsync(
            services => services.AddAuthorizationBuilder()
                .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()),
            web => web.MapDressora().RequireAuthorization());

        var callback = await PostAsync(app, Token, new ByteArrayContent([1]));
        var jobs = await app.Client.SendAsync(HttpMethod.Get, "/dressora/jobs");

        Assert.Equal(HttpStatusCode.NoContent, callback.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, jobs.StatusCode);
    }

    [Fact]
    public async Task Callbacks_can_be_mapped_alone()
    {
        await using var app = await StartAsync(map: web => web.MapDressoraCallbacks("/hooks"));

        var callback = await app.Client.PostAsync(
            $"/hooks/callbacks/evolink/{Token}", new ByteArrayContent([1]), TestContext.Current.CancellationToken);
        var jobs = await app.Client.SendAsync(HttpMethod.Get, "/hooks/jobs");

        Assert.Equal(HttpStatusCode.NoContent, callback.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, jobs.StatusCode);
    }

    [Fact]
    public async Task The_token_never_reaches_our_logs()
    {
        await using var app = await StartAsync();

        await PostAsync(app, Token, new ByteArrayContent([1]));
        await PostAsync(app, "guessed-token", new ByteArrayContent([1]));

        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(Token, StringComparison.Ordinal) || line.Contains("guessed", StringComparison.Ordinal));
    }

    private static async Task<TestApp> StartAsync(
        Action<IServiceCollection>? services = null, Action<WebApplication>? map = null, bool kestrel = false)
    {
        var app = await TestApp.StartAsync(services, map, kestrel, user: null);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)));
        app.Store.FindAttemptAsync("evolink", hash, Arg.Any<CancellationToken>())
            .Returns(new AttemptId(JobId.New(Some.Noon), 1));
        app.Store.ReceiveAsync(Arg.Any<CallbackMessage>(), Arg.Any<CancellationToken>()).Returns(ReceiptAnswer.Stored);
        app.Provider.HandleCallbackAsync(Arg.Any<ProviderCallback>(), Arg.Any<CancellationToken>())
            .Returns(new CallbackVerdict.Notified(new ProviderTaskId("task-1")));
        return app;
    }

    private static IEnumerable<CallbackMessage> Messages(TestApp app) => app.Store.ReceivedCalls()
        .Where(call => call.GetMethodInfo().Name == nameof(IJobStore.ReceiveAsync))
        .Select(call => (CallbackMessage)call.GetArguments()[0]!);

    private static Task<HttpResponseMessage> PostAsync(TestApp app, string token, HttpContent content, string provider = "evolink") =>
        app.Client.PostAsync($"/dressora/callbacks/{provider}/{token}", content, TestContext.Current.CancellationToken);
}
