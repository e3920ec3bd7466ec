using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Dressora.Providers.Evolink.Tests;

/// <summary>Hosts retry behind our back; a paid call is sent once all the same.</summary>
public sealed class SendOnceTests
{
    public static TheoryData<string, string> Cases()
    {
        string[] hosts = ["plain", "service defaults", "a pipeline of its own", "a handler of its own"];
        string[] answers = ["503", "429", "408", "hang up"];
        return [.. from host in hosts from answer in answers select (host, answer)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_create_is_one_request_whatever_the_host_puts_on_its_clients(string host, string answer)
    {
        await using var bench = await EvolinkBench.StartAsync(host: services => Configure(services, host));
        bench.Stub.Answer = Answer(answer);

        var creation = await bench.Provider.CreateTaskAsync(Some.Request(), Some.Cancellation);

        Assert.Single(bench.Stub.Requests);
        if (answer == "429")
        {
            Assert.Equal(ProviderErrorKind.Throttled, Assert.IsType<TaskCreation.Refused>(creation).Error.Kind);
        }
        else
        {
            Assert.IsType<TaskCreation.OutcomeUnknown>(creation);
        }
    }

    [Fact]
    public async Task A_connection_kept_from_an_earlier_call_and_lost_does_not_send_twice()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.Json(Some.Accepted);
        await bench.Provider.CreateTaskAsync(Some.Request(), Some.Cancellation);
        bench.Stub.Answer = EvolinkStub.HangUp;

        var creation = await bench.Provider.CreateTaskAsync(Some.Request(), Some.Cancellation);

        Assert.IsType<TaskCreation.OutcomeUnknown>(creation);
        Assert.Equal(2, bench.Stub.Requests.Count);
    }

    [Fact]
    public async Task A_create_that_nobody_listens_to_was_not_sent()
    {
        await using var bench = await EvolinkBench.StartAsync();
        await bench.Stub.DisposeAsync();

        var creation = await bench.Provider.CreateTaskAsync(Some.Request(), Some.Cancellation);

        Assert.Equal(ProviderErrorKind.Unavailable, Assert.IsType<TaskCreation.Refused>(creation).Error.Kind);
    }

    [Fact]
    public async Task A_create_that_runs_out_of_time_may_have_been_billed()
    {
        await using var bench = await EvolinkBench.StartAsync();
        using var timeout = new CancellationTokenSource();
        bench.Stub.Answer = async context =>
        {
            await timeout.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };

        Assert.IsType<TaskCreation.OutcomeUnknown>(await bench.Provider.CreateTaskAsync(Some.Request(), timeout.Token));
        Assert.Single(bench.Stub.Requests);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = context =>
        {
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };

        Assert.IsType<TaskCreation.OutcomeUnknown>(await bench.Provider.CreateTaskAsync(Some.Request(), Some.Cancellation));
        Assert.Single(bench.Stub.Requests);
    }

    private static void Configure(IServiceCollection services, string host) => services.ConfigureHttpClientDefaults(client =>
    {
        switch (host)
        {
            case "service defaults":
                client.AddStandardResilienceHandler();
                services.ConfigureAll<HttpStandardResilienceOptions>(options => options.Retry.Delay = TimeSpan.Zero);
                break;
            case "a pipeline of its own":
                client.AddResilienceHandler("eager", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions { Delay = TimeSpan.Zero }));
                break;
            case "a handler of its own":
                client.AddHttpMessageHandler(() => new StubbornHandler());
                break;
            default:
                break;
        }
    });

    private static Func<HttpContext, Task> Answer(string answer) =>
        answer == "hang up" ? EvolinkStub.HangUp : EvolinkStub.Json("{}", int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Tries three times, whatever came back.</summary>
    private sealed class StubbornHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var attempt = 1; attempt < 3; attempt++)
            {
                try
                {
                    var response = await base.SendAsync(request, cancellationToken);
                    if (response.IsSuccessStatusCode)
                    {
                        return response;
                    }
                }
                catch (HttpRequestException)
                {
                    // Once more.
                }
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
