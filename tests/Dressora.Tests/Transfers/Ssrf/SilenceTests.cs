using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using Dressora.Testing;
using Dressora.Tests.Jobs.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>A URL is a key to a user's picture. Nobody who listens to the process learns it.</summary>
[Collection(nameof(WholeProcess))]
public sealed class SilenceTests
{
    private const string Path = "path-nobody-may-see";
    private const string Signature = "signature-nobody-may-see";

    private static readonly Uri Secret = new($"https://files.example.com/{Path}.png?sig={Signature}#{Signature}");

    public static TheoryData<string, int> Endings { get; } = new()
    {
        { "fetched", 200 },
        { "redirected", 302 },
        { "gone", 404 },
        { "unavailable", 503 },
        { "broken off", 0 },
        { "unresolved", -1 },
        { "private", -2 },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task No_trace_event_exception_or_answer_contains_the_URL(string ending, int status)
    {
        var heard = new ConcurrentQueue<string>();
        using var activities = ListenToActivities(heard);
        using var events = new Events(heard);
        await using var bench = await DownloadBench.StartAsync(context => AnswerAsync(context, status));
        bench.Network.Names = (_, _) => status switch
        {
            -1 => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound),
            -2 => [System.Net.IPAddress.Loopback],
            _ => [FakeNetwork.PublicAddress],
        };

        var download = await bench.FetchAsync(Secret);
        await DownloadBench.FreeAsync(download);

        Assert.DoesNotContain(heard, text => text.Contains(Signature, StringComparison.Ordinal));
        Assert.DoesNotContain(heard, text => text.Contains(Path, StringComparison.Ordinal));
        var answer = download.ToString();
        Assert.DoesNotContain("nobody-may-see", answer, StringComparison.Ordinal);
        Assert.True(!answer.Contains("example.com", StringComparison.Ordinal), ending);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    public async Task No_log_of_a_job_contains_an_address_of_its_provider_or_its_prompt(int status)
    {
        var heard = new ConcurrentQueue<string>();
        await using var host = await Some.HostAsync(configure: builder => builder.Services.AddLogging(
            logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Logs(heard))));
        host.Provider.OnTask = task => (task.ExpiredReadings, task.ExpiredStatus) = (int.MaxValue, status);
        await host.AcceptedAsync();

        await host.DrainAsync(TimeSpan.FromDays(1));

        Assert.NotEmpty(heard);
        Assert.DoesNotContain(heard, text => text.Contains("http:", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(heard, text => text.Contains("outputs.dressora.test", StringComparison.Ordinal));
        Assert.DoesNotContain(heard, text => text.Contains(Some.Request().Prompt!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://127.0.0.1/private-nobody-may-see.png")]
    [InlineData("https://10.0.0.1/private-nobody-may-see.png")]
    public async Task A_refused_input_says_the_rule_and_not_the_URL(string url)
    {
        await using var host = await Some.HostAsync();
        var request = Some.Request() with { Inputs = [GenerationInput.From(InputRole.Person, new Uri(url))] };

        var answer = await host.Jobs.SubmitAsync(Some.Alice, request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.IsNotType<SubmitResult.Accepted>(answer);
        Assert.DoesNotContain("nobody-may-see", answer.ToString()!, StringComparison.Ordinal);
    }

    private static async Task AnswerAsync(HttpContext context, int status)
    {
        if (status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = context.Request.Path == "/next" ? 200 : status;
        context.Response.Headers.Location = "/next";
        await context.Response.CompleteAsync();
    }

    private static ActivityListener ListenToActivities(ConcurrentQueue<string> heard)
    {
        void Hear(Activity activity) => heard.Enqueue(string.Join(
            ' ',
            [activity.DisplayName, activity.StatusDescription,
                .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
                .. activity.Events.SelectMany(happened => happened.Tags).Select(tag => $"{tag.Key}={tag.Value}")]));
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name != "Microsoft.AspNetCore", // The test's own server runs in this process.
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = Hear,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>Hears what the runtime says about HTTP, names, sockets and TLS.</summary>
    private sealed class Events(ConcurrentQueue<string> heard) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "System.Net.Http" or "System.Net.NameResolution" or "System.Net.Sockets" or "System.Net.Security")
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            heard.Enqueue($"{eventData.EventName} {string.Join(' ', eventData.Payload ?? new([]))}");
    }

    /// <summary>Hears every log, with its exception and its scopes.</summary>
    private sealed class Logs(ConcurrentQueue<string> heard) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            heard.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            heard.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
