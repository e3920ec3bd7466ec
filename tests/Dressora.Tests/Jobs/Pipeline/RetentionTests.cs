using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Tests.Jobs.Pipeline;

/// <summary>Images live as long as the host says, and the job says when they went.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task Results_are_removed_when_their_time_is_over_and_the_job_says_so()
    {
        await using var host = await Some.HostAsync(configure: builder => builder.Services.Configure<DressoraOptions>(
            options => options.ResultRetention = TimeSpan.FromDays(7)));
        var job = await host.AcceptedAsync();
        await host.DrainAsync();
        var ended = host.Clock.GetUtcNow();
        var key = Assert.Single((await host.JobAsync(job)).Results).Key;

        await host.DrainAsync(TimeSpan.FromDays(6));
        Assert.True(await ExistsAsync(host, key));

        await host.DrainAsync(TimeSpan.FromDays(8));
        var after = await host.JobAsync(job);
        Assert.False(await ExistsAsync(host, key));
        Assert.Equal((JobStatus.Succeeded, 1, new Credits(2)), (after.Status, after.Delivered, after.Charged));
        Assert.Empty(after.Results);
        Assert.InRange(after.ResultsRemovedAt!.Value, ended + TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1), ended + TimeSpan.FromDays(7));
    }

    [Fact]
    public async Task A_storage_that_fails_delays_the_removal_and_the_row_waits_for_it()
    {
        await using var host = await Some.HostAsync(configure: builder =>
        {
            builder.Services.Configure<DressoraOptions>(options => (options.ResultRetention, options.JobRetention) = (TimeSpan.FromDays(2), TimeSpan.FromDays(1)));
        });
        var job = await host.AcceptedAsync();
        await host.DrainAsync();

        host.Clock.Advance(TimeSpan.FromDays(1.5)); // The row would be old enough, but its results are still there.
        await host.Services.GetRequiredService<Dressora.Jobs.Housekeeping>().RunAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await host.Jobs.FindAsync(Some.Alice, job.Id));

        await host.DrainAsync(TimeSpan.FromDays(1));
        await host.Services.GetRequiredService<Dressora.Jobs.Housekeeping>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Null(await host.Jobs.FindAsync(Some.Alice, job.Id));
        Assert.False(await ExistsAsync(host, StorageKey.ForResult(job.Id, 0)));
    }

    [Fact]
    public async Task Erasing_a_running_job_cancels_it_and_removes_its_folder()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => task.Duration = TimeSpan.FromMinutes(5);
        var job = await host.AcceptedAsync();
        await host.RunDueAsync();

        Assert.True(await host.Jobs.EraseAsync(Some.Alice, job.Id));
        await host.DrainAsync();

        var erased = await host.JobAsync(job);
        Assert.True(erased.CancelRequested);
        Assert.True(erased.Status.IsTerminal());
        Assert.Empty(erased.Results);
        Assert.False(await ExistsAsync(host, StorageKey.ForResult(job.Id, 0)));
    }

    [Fact]
    public async Task An_account_that_leaves_takes_all_its_jobs_with_it_and_no_other_accounts()
    {
        await using var host = await Some.HostAsync(credits: 1_000);
        await host.GrantAsync(Some.Bob, 10);
        var bobs = Assert.IsType<SubmitResult.Accepted>(await host.Jobs.SubmitAsync(Some.Bob, Some.Request())).Job;
        for (var i = 0; i < 103; i++)
        {
            await host.AcceptedAsync();
            await host.DrainAsync();
        }

        Assert.Equal(103, await host.Jobs.EraseAllAsync(Some.Alice));
        await host.DrainAsync();

        var page = await host.Jobs.ListAsync(Some.Alice, limit: 100);
        Assert.All(page.Jobs, job => Assert.Empty(job.Results));
        foreach (var job in page.Jobs)
        {
            Assert.False(await ExistsAsync(host, StorageKey.ForResult(job.Id, 0)));
        }

        Assert.Single((await host.Jobs.FindAsync(Some.Bob, bobs.Id))!.Results);
    }

    private static async Task<bool> ExistsAsync(Testing.DressoraTestHost host, StorageKey key)
    {
        await using var stream = await host.Services.GetRequiredService<IResultStore>().OpenAsync(key);
        return stream is not null;
    }
}
