using Dressora.Providers;
using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Tests.Jobs.Pipeline;

/// <summary>How many tasks a host allows itself at a provider, and what a provider allows the host.</summary>
public sealed class PlaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task No_more_tasks_are_under_way_than_the_host_allows_itself()
    {
        await using var host = await HostAsync(new ProviderOptions { ConcurrentTasks = 2 });
        var most = 0;
        host.Provider.OnTask = task => most = Math.Max(most, 1 + host.Provider.Tasks.Count(other => other.CreatedAt + other.Duration > task.CreatedAt));
        var jobs = await AcceptAsync(host, 5);

        await host.RunDueAsync();
        host.AssertCreates(2);
        await host.DrainAsync();

        host.AssertCreates(5);
        Assert.Equal(2, most);
        await AllSucceededWithOneCreateEachAsync(host, jobs);
    }

    [Fact]
    public async Task A_node_sends_no_more_creates_than_its_rate_allows()
    {
        await using var host = await HostAsync(new ProviderOptions { Creates = 2, CreatesPer = 10 * Second });
        var jobs = await AcceptAsync(host, 5);

        var opens = await host.RunDueAsync();
        host.AssertCreates(2);
        Assert.True(opens <= host.Clock.GetUtcNow() + (10 * Second));
        host.Clock.Advance((10 * Second) - TimeSpan.FromTicks(1));
        await host.RunDueAsync();
        host.AssertCreates(2);
        host.Clock.Advance(TimeSpan.FromTicks(1));
        await host.RunDueAsync();
        host.AssertCreates(4);
        await host.DrainAsync();

        await AllSucceededWithOneCreateEachAsync(host, jobs);
    }

    [Fact]
    public async Task A_throttled_provider_is_left_alone_and_burns_no_attempt()
    {
        await using var host = await HostAsync(new ProviderOptions());
        host.Provider.Next(ScriptedCreate.Refuse(ProviderErrorKind.Throttled, 30 * Second));
        var jobs = await AcceptAsync(host, 5);

        await host.RunDueAsync();
        host.AssertCreates(1);
        host.Clock.Advance(29 * Second);
        await host.RunDueAsync();
        host.AssertCreates(1);
        await host.DrainAsync();

        host.AssertCreates(6);
        foreach (var job in jobs)
        {
            await host.AssertSucceededAsync(job);
            Assert.DoesNotContain("attempt 2", await host.TellAsync(job), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_a_throttle_one_create_at_a_time_tells_whether_it_is_over()
    {
        await using var host = await HostAsync(new ProviderOptions());
        host.Provider.Next(ScriptedCreate.Refuse(ProviderErrorKind.Throttled, 30 * Second)).Next(ScriptedCreate.Refuse(ProviderErrorKind.Throttled, 30 * Second));
        await AcceptAsync(host, 5);

        await host.RunDueAsync();
        host.Clock.Advance(30 * Second);
        await host.RunDueAsync();

        host.AssertCreates(2);
    }

    [Fact]
    public async Task A_job_that_never_finds_a_place_times_out_and_costs_nothing()
    {
        await using var host = await HostAsync(new ProviderOptions { ConcurrentTasks = 1 });
        host.Provider.OnTask = task => task.Duration = TimeSpan.FromDays(1);
        var jobs = new[] { await host.AcceptAsync(Some.Alice, Some.Request()), await host.AcceptAsync(Some.Alice, Some.Request()) };

        await host.DrainAsync();

        host.AssertCreates(1);
        await host.AssertFailedAsync(jobs[0], JobErrorCodes.TimedOut);
        await host.AssertFailedAsync(jobs[1], JobErrorCodes.TimedOut);
        await host.AssertBalanceAsync(Some.Alice, available: 100);
    }

    [Fact]
    public async Task Who_cancels_a_job_that_waits_for_a_place_does_not_wait()
    {
        await using var host = await HostAsync(new ProviderOptions { ConcurrentTasks = 1 });
        var jobs = await AcceptAsync(host, 2);
        await host.RunDueAsync();

        await host.Jobs.CancelAsync(Some.Alice, jobs[1].Id);
        await host.RunDueAsync();

        await host.AssertCanceledAsync(jobs[1]);
        host.AssertCreates(1);
    }

    [Fact]
    public async Task A_failover_to_a_full_provider_waits_for_a_place_there()
    {
        await using var host = await HostAsync(new ProviderOptions(), builder =>
        {
            builder.AddScriptedProvider("second");
            builder.Services.Configure<DressoraOptions>(options => options.Providers["second"] = new ProviderOptions { ConcurrentTasks = 1 });
        });
        host.Provider.Next(ScriptedCreate.Refuse(ProviderErrorKind.ProviderAccount)).Next(ScriptedCreate.Refuse(ProviderErrorKind.ProviderAccount));
        var jobs = await AcceptAsync(host, 2);

        await host.RunDueAsync();
        host.AssertCreates(1, "second");
        await host.DrainAsync();

        host.AssertCreates(2, "second");
        await host.AssertSucceededAsync(jobs[0]);
        await host.AssertSucceededAsync(jobs[1]);
    }

    [Fact]
    public async Task While_a_provider_is_down_jobs_go_to_the_next_one_without_asking_it()
    {
        await using var host = await HostAsync(new ProviderOptions(), builder => builder.AddScriptedProvider("second"));
        await BreakAsync(host);
        var asked = host.Provider.Creates;

        var job = await host.AcceptAsync(Some.Alice, Some.Request());
        await host.DrainAsync();

        host.AssertCreates(asked);
        await host.AssertSucceededAsync(job);
        Assert.Contains("circuit_open", await host.TellAsync(job), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_other_provider_jobs_wait_until_one_create_tells_that_it_is_up_again()
    {
        await using var host = await HostAsync(new ProviderOptions());
        await BreakAsync(host);
        var asked = host.Provider.Creates;

        var jobs = await AcceptAsync(host, 3);
        await host.RunDueAsync();
        host.AssertCreates(asked);
        await host.DrainAsync();

        foreach (var job in jobs)
        {
            await host.AssertSucceededAsync(job);
        }
    }

    private static Task<DressoraTestHost> HostAsync(ProviderOptions limits, Action<IDressoraBuilder>? configure = null) => Some.HostAsync(100, builder =>
    {
        builder.Services.Configure<DressoraOptions>(options => options.Providers["scripted"] = limits);
        configure?.Invoke(builder);
    });

    private static async Task<List<GenerationJob>> AcceptAsync(DressoraTestHost host, int count)
    {
        var jobs = new List<GenerationJob>();
        for (var i = 0; i < count; i++)
        {
            jobs.Add(await host.AcceptAsync(Some.Alice, Some.Request()));
            host.Clock.Advance(TimeSpan.FromMilliseconds(1)); // The longest due comes first.
        }

        return jobs;
    }

    /// <summary>Lets as many creates fail as open the circuit; those jobs are canceled.</summary>
    private static async Task BreakAsync(DressoraTestHost host)
    {
        for (var i = 0; i < 5; i++)
        {
            host.Provider.Next(ScriptedCreate.Refuse(ProviderErrorKind.Unavailable));
        }

        var jobs = await AcceptAsync(host, 5);
        await host.RunDueAsync();
        host.AssertCreates(5);
        foreach (var job in jobs)
        {
            await host.Jobs.CancelAsync(Some.Alice, job.Id);
        }

        await host.RunDueAsync();
    }

    private static async Task AllSucceededWithOneCreateEachAsync(DressoraTestHost host, List<GenerationJob> jobs)
    {
        foreach (var job in jobs)
        {
            await host.AssertSucceededAsync(job);
            Assert.Contains("1 create,", await host.TellAsync(job), StringComparison.Ordinal);
        }
    }
}
