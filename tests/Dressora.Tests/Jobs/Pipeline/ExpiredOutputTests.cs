using Dressora.Testing;

namespace Dressora.Tests.Jobs.Pipeline;

/// <summary>Results whose addresses no longer work when they are fetched.</summary>
public sealed class ExpiredOutputTests
{
    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task An_expired_address_is_replaced_by_a_fresh_reading_of_the_task(int status)
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => (task.ExpiredReadings, task.ExpiredStatus) = (1, status);
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        var done = await host.JobAsync(job);
        Assert.Equal(JobStatus.Succeeded, done.Status);
        Assert.Single(done.Results);
        Assert.Equal(2, host.Provider.Tasks[0].FinishedReadings);
        Assert.Equal(1, host.Provider.Creates);
        Assert.Equal((8, 0), await host.BalanceAsync());
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task An_address_that_stays_expired_is_asked_for_once_more_and_never_again(int status)
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => (task.ExpiredReadings, task.ExpiredStatus) = (int.MaxValue, status);
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        var failed = await host.JobAsync(job);
        Assert.Equal((JobStatus.Failed, JobErrorCodes.OutputUnavailable), (failed.Status, failed.Error!.Code));
        Assert.Equal(2, host.Provider.Tasks[0].FinishedReadings);
        Assert.Equal(1, host.Provider.Creates);
        Assert.Equal((10, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task One_fresh_reading_serves_every_output_that_comes_after_it()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => task.ExpiredReadings = 1;
        var job = await host.AcceptedAsync(Some.Request(count: 4));

        await host.DrainAsync();

        Assert.Equal(4, (await host.JobAsync(job)).Results.Count);
        Assert.Equal(2, host.Provider.Tasks[0].FinishedReadings);
    }

    [Fact]
    public async Task Every_output_may_ask_for_one_fresh_reading_and_no_more()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => task.ExpiredReadings = int.MaxValue;
        var job = await host.AcceptedAsync(Some.Request(count: 3));

        await host.DrainAsync();

        Assert.Equal(JobErrorCodes.OutputUnavailable, (await host.JobAsync(job)).Error!.Code);
        Assert.Equal(1 + 3, host.Provider.Tasks[0].FinishedReadings);
    }

    [Fact]
    public async Task A_server_in_trouble_is_asked_again_without_a_fresh_reading_until_the_storing_window_ends()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => (task.ExpiredReadings, task.ExpiredStatus) = (int.MaxValue, 503);
        var job = await host.AcceptedAsync();

        await host.DrainAsync(TimeSpan.FromDays(2));

        Assert.Equal(JobErrorCodes.OutputUnavailable, (await host.JobAsync(job)).Error!.Code);
        Assert.Equal(1, host.Provider.Tasks[0].FinishedReadings);
        Assert.Equal((10, 0), await host.BalanceAsync());
    }
}
