using Dressora.Providers;
using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dressora.Tests.Jobs;

/// <summary>The worker with its threads and the real clock.</summary>
public sealed class JobWorkerTests
{
    private static readonly AccountId Alice = new("alice");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_running_worker_brings_every_accepted_job_to_its_end()
    {
        using var host = Build(options => options.ConcurrentSteps = 4, out var provider);
        await host.StartAsync();
        var jobs = host.Services.GetRequiredService<IGenerationJobs>();
        var submitted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => jobs.SubmitAsync(Alice, new() { Prompt = "a red coat" })));

        using var patience = new CancellationTokenSource(Patience);
        foreach (var job in submitted.Cast<SubmitResult.Accepted>())
        {
            var last = await jobs.WatchAsync(Alice, job.Job.Id, patience.Token).LastAsync(patience.Token);
            Assert.Equal(JobStatus.Failed, last.Status);
        }

        Assert.Equal(20, provider.Creates);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_web_only_node_accepts_jobs_and_leaves_them_alone()
    {
        using var host = Build(options => options.RunWorker = false, out var provider);
        await host.StartAsync();
        var jobs = host.Services.GetRequiredService<IGenerationJobs>();
        var job = ((SubmitResult.Accepted)await jobs.SubmitAsync(Alice, new() { Prompt = "a red coat" })).Job;

        await host.StopAsync();

        Assert.Equal(JobStatus.Queued, (await jobs.FindAsync(Alice, job.Id))!.Status);
        Assert.Equal(0, provider.Creates);
    }

    [Fact]
    public async Task A_host_with_a_ledger_and_no_provider_starts_and_stops()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddDressora();
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();
    }

    // A refusal needs neither time nor a download: what is tested is the worker.
    private static IHost Build(Action<DressoraOptions> configure, out ScriptedProvider provider)
    {
        var scripted = new ScriptedProvider(TimeProvider.System);
        for (var i = 0; i < 20; i++)
        {
            scripted.Next(ScriptedCreate.Refuse(ProviderErrorKind.InvalidRequest));
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddDressora(configure).AddProvider("scripted", _ => scripted);
        provider = scripted;
        return builder.Build();
    }
}
