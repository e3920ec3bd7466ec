using Dressora.Providers;
using Dressora.Testing;
using Dressora.Tests.Jobs.Pipeline;

namespace Dressora.Tests.Jobs.Regressions;

/// <summary>What went wrong in starter kits: money around the call instead of in it, and a job that only a browser moves.</summary>
public sealed class StarterRegressionTests
{
    [Fact]
    public async Task Ten_jobs_at_once_on_credits_for_three_send_three_creates()
    {
        await using var host = await Some.HostAsync(credits: 6);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => host.Jobs.SubmitAsync(Some.Alice, Some.Request()))));
        await host.DrainAsync();

        Assert.Equal(3, answers.OfType<SubmitResult.Accepted>().Count());
        Assert.Equal(7, answers.OfType<SubmitResult.InsufficientCredits>().Count());
        host.AssertCreates(3);
        await host.AssertBalanceAsync(Some.Alice, available: 0);
        await host.AssertBooksAsync(Some.Alice);
    }

    [Fact]
    public async Task A_job_ends_although_nobody_asks_and_no_callback_comes()
    {
        await using var host = await Some.HostAsync();
        var job = await host.AcceptAsync(Some.Alice, Some.Request());

        await host.DrainAsync();

        await host.AssertSucceededAsync(job);
        await host.AssertCallbacksAsync(job, 0);
    }

    [Fact]
    public async Task However_often_a_failed_job_is_looked_at_its_credits_come_back_once()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => task.Fail(ProviderErrorKind.Unknown);
        var job = await host.GenerateAsync(Some.Alice, Some.Request());

        for (var i = 0; i < 5; i++)
        {
            await host.CallBackAsync(host.Provider.Tasks[0], $"again {i}");
            await host.Jobs.CancelAsync(Some.Alice, job.Id);
            await host.DrainAsync();
        }

        await host.AssertBalanceAsync(Some.Alice, available: 10);
        await host.AssertBooksAsync(Some.Alice);
    }

    [Fact]
    public async Task Asking_for_a_finished_job_reads_and_stores_nothing()
    {
        await using var host = await Some.HostAsync();
        var job = await host.GenerateAsync(Some.Alice, Some.Request());
        var readings = host.Provider.Tasks[0].FinishedReadings;
        var version = job.Version;

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(version, (await host.JobAsync(job)).Version);
        }

        await host.DrainAsync();
        Assert.Equal(readings, host.Provider.Tasks[0].FinishedReadings);
        Assert.Equal(job.Results[0].Key, (await host.JobAsync(job)).Results[0].Key);
    }

    [Fact]
    public async Task A_result_that_could_not_be_stored_is_not_announced()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => task.ExpiredReadings = int.MaxValue;

        var job = await host.GenerateAsync(Some.Alice, Some.Request());

        await host.AssertFailedAsync(job, JobErrorCodes.OutputUnavailable);
        Assert.Empty(job.Results);
        await host.AssertBalanceAsync(Some.Alice, available: 10);
    }
}
