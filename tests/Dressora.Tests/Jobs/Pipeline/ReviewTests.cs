using Dressora.Providers;
using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Tests.Jobs.Pipeline;

/// <summary>Nothing is delivered, or charged, that the host has not looked at.</summary>
public sealed class ReviewTests
{
    private readonly Reviewer _reviewer = new();

    [Fact]
    public async Task What_the_review_lets_pass_moves_from_quarantine_to_its_own_key()
    {
        await using var host = await HostAsync();
        _reviewer.Decide = async result =>
        {
            await using var bytes = await result.OpenAsync(default);
            Assert.Equal(TestImages.Png.Length, bytes.Length);
            Assert.True(result.Quarantine.IsPrivate);
            Assert.NotNull(await OpenAsync(host, result.Quarantine));
            Assert.Null(await OpenAsync(host, StorageKey.ForResult(result.Job, result.Index)));
            return ReviewVerdict.Deliver;
        };
        var job = await host.AcceptedAsync(Some.Request(count: 2));

        await host.DrainAsync();

        var done = await host.JobAsync(job);
        Assert.Equal((JobStatus.Succeeded, 2, new Credits(4)), (done.Status, done.Results.Count, done.Charged));
        Assert.Equal([(Some.Alice, 0), (Some.Alice, 1)], _reviewer.Seen.Select(seen => (seen.Account, seen.Index)));
        Assert.NotNull(await OpenAsync(host, done.Results[0].Key));
        Assert.Null(await OpenAsync(host, StorageKey.ForQuarantine(job.Id, 0)));
    }

    [Fact]
    public async Task What_the_review_refuses_is_neither_delivered_nor_charged_and_stays_in_quarantine()
    {
        await using var host = await HostAsync();
        _reviewer.Decide = result => Task.FromResult(result.Index == 0 ? ReviewVerdict.Refuse : ReviewVerdict.Deliver);
        var job = await host.AcceptedAsync(Some.Request(count: 2));

        await host.DrainAsync();

        var done = await host.JobAsync(job);
        Assert.Equal((JobStatus.Succeeded, new Credits(2), 1), (done.Status, done.Charged, Assert.Single(done.Results).Index));
        Assert.Equal((8, 0), await host.BalanceAsync());
        Assert.NotNull(await OpenAsync(host, StorageKey.ForQuarantine(job.Id, 0)));
        Assert.Null(await OpenAsync(host, StorageKey.ForResult(job.Id, 0)));
        Assert.Equal(2, _reviewer.Seen.Count); // What was refused is not fetched, and asked about, again.
    }

    [Fact]
    public async Task A_job_of_which_everything_was_refused_fails_for_what_it_shows_and_costs_nothing()
    {
        await using var host = await HostAsync();
        _reviewer.Decide = _ => Task.FromResult(ReviewVerdict.Refuse);
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        var failed = await host.JobAsync(job);
        Assert.Equal((JobStatus.Failed, JobErrorCodes.ContentRefused), (failed.Status, failed.Error!.Code));
        Assert.Equal((10, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_review_that_fails_or_hangs_is_asked_again_and_nothing_passes_meanwhile()
    {
        await using var host = await HostAsync();
        var calls = 0;
        _reviewer.Decide = async _ => ++calls switch
        {
            1 => throw new InvalidOperationException("The service is down."),
            2 => await HangAsync(host),
            _ => ReviewVerdict.Deliver,
        };
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        Assert.Equal((JobStatus.Succeeded, 3), ((await host.JobAsync(job)).Status, calls));
        Assert.Equal(1, host.Provider.Creates);
    }

    [Fact]
    public async Task Where_the_review_never_answers_the_job_ends_undelivered_and_uncharged()
    {
        await using var host = await HostAsync();
        _reviewer.Decide = _ => throw new InvalidOperationException("The service is down.");
        var job = await host.AcceptedAsync();

        await host.DrainAsync(TimeSpan.FromHours(7));

        Assert.Equal((JobStatus.Failed, JobErrorCodes.OutputUnavailable), ((await host.JobAsync(job)).Status, (await host.JobAsync(job)).Error!.Code));
        Assert.Equal((10, 0), await host.BalanceAsync());
        Assert.Null(await OpenAsync(host, StorageKey.ForResult(job.Id, 0)));
    }

    [Fact]
    public async Task Erasing_a_job_takes_what_lies_in_quarantine()
    {
        await using var host = await HostAsync();
        _reviewer.Decide = _ => Task.FromResult(ReviewVerdict.Refuse);
        var job = await host.AcceptedAsync();
        await host.DrainAsync();

        Assert.True(await host.Jobs.EraseAsync(Some.Alice, job.Id));
        await host.DrainAsync();

        Assert.Null(await OpenAsync(host, StorageKey.ForQuarantine(job.Id, 0)));
    }

    [Theory]
    [InlineData(ReviewVerdict.Deliver, JobStatus.Succeeded)]
    [InlineData(ReviewVerdict.Refuse, JobStatus.Failed)]
    public async Task What_a_provider_answers_with_at_once_is_reviewed_as_well(ReviewVerdict verdict, JobStatus end)
    {
        await using var host = await Some.HostAsync(configure: builder =>
        {
            builder.Services.AddSingleton(_reviewer);
            builder.UseResultReview<Review>().AddProvider("painter", _ => new Painter());
            builder.Services.Configure<DressoraOptions>(options => options.DefaultProvider = "painter");
        });
        _reviewer.Decide = async result =>
        {
            Assert.Null(await OpenAsync(host, StorageKey.ForResult(result.Job, 0)));
            return _reviewer.Seen.Count == 1 ? throw new InvalidOperationException("The service is down.") : verdict;
        };
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        var done = await host.JobAsync(job);
        Assert.Equal((end, 2), (done.Status, _reviewer.Seen.Count));
        Assert.Equal(end == JobStatus.Succeeded, await OpenAsync(host, StorageKey.ForResult(job.Id, 0)) is not null);
        Assert.Equal(end == JobStatus.Succeeded, await OpenAsync(host, StorageKey.ForQuarantine(job.Id, 0)) is null);
        Assert.Equal((end == JobStatus.Succeeded ? 8 : 10, 0), await host.BalanceAsync());
    }

    private static async Task<ReviewVerdict> HangAsync(DressoraTestHost host)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1)); // The review's time-out passes while it waits.
        await Task.CompletedTask;
        throw new OperationCanceledException();
    }

    private static async Task<byte[]?> OpenAsync(DressoraTestHost host, StorageKey key)
    {
        await using var stream = await host.Services.GetRequiredService<IResultStore>().OpenAsync(key);
        return stream is null ? null : [.. new byte[stream.Length]];
    }

    private Task<DressoraTestHost> HostAsync() => Some.HostAsync(configure: builder =>
    {
        builder.Services.AddSingleton(_reviewer);
        builder.UseResultReview<Review>();
    });

    /// <summary>A provider that answers with the image itself.</summary>
    private sealed class Painter : IGenerationProvider
    {
        public ProviderDescriptor Descriptor { get; } = new() { Models = [new ModelDescriptor { Name = "paint" }], Synchronous = true };

        public Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult<TaskCreation>(new TaskCreation.Completed([new InlineOutput(TestImages.Png)]));

        public Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class Reviewer
    {
        public List<ResultToReview> Seen { get; } = [];

        public Func<ResultToReview, Task<ReviewVerdict>> Decide { get; set; } = _ => Task.FromResult(ReviewVerdict.Deliver);
    }

    private sealed class Review(Reviewer reviewer) : IResultReview
    {
        public async ValueTask<ReviewVerdict> ReviewAsync(ResultToReview result, CancellationToken cancellationToken = default)
        {
            reviewer.Seen.Add(result);
            return await reviewer.Decide(result);
        }
    }
}
