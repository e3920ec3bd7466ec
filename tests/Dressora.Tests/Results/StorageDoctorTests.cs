using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Tests.Results;

public sealed class StorageDoctorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_works_is_healthy_and_empty_afterwards()
    {
        var store = new Broken();

        var diagnosis = await new StorageDoctor(store).ExamineAsync(Cancellation);

        Assert.True(diagnosis.IsHealthy);
        Assert.Equal(
            [
                "put a result", "read a result", "open the URL of a result", "put an input", "read an input", "open the URL of an input", "delete a result",
                "delete an input",
            ],
            diagnosis.Steps.Select(step => step.What));
        Assert.Empty(store.Keys);
    }

    [Fact]
    public async Task What_the_store_says_is_wrong_is_told_and_ends_the_examination()
    {
        var problem = new StorageProblem("no_bucket", "there is no such bucket.", "Create it.");
        var store = new Broken { OnPut = () => throw new ResultStoreException("No.") { Problem = problem } };

        var diagnosis = await new StorageDoctor(store).ExamineAsync(Cancellation);

        Assert.Equal(problem, diagnosis.Problem);
        Assert.Equal([("put a result", false), ("delete a result", true), ("delete an input", true)], diagnosis.Steps.Select(step => (step.What, step.Succeeded)));
    }

    [Fact]
    public async Task A_store_that_names_no_fix_is_told_in_its_own_words()
    {
        var store = new Broken { OnPut = () => throw new ResultStoreException("The disk is full.") };

        Assert.Equal(("failed", "The disk is full."), await new StorageDoctor(store).ExamineAsync(Cancellation) is { Problem: { } problem } ? (problem.Code, problem.Message) : default);
    }

    [Fact]
    public async Task An_object_that_is_lost_changed_or_undeletable_is_named()
    {
        Assert.Equal("lost", (await new StorageDoctor(new Broken { Loses = true }).ExamineAsync(Cancellation)).Problem?.Code);
        Assert.Equal("changed", (await new StorageDoctor(new Broken { Changes = true }).ExamineAsync(Cancellation)).Problem?.Code);
        Assert.Equal("undeleted", (await new StorageDoctor(new Broken { Keeps = true }).ExamineAsync(Cancellation)).Problem?.Code);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "https://img.example.com/a", "url_refused", "public domain")]
    [InlineData(HttpStatusCode.Forbidden, "https://img.example.com/a?X-Amz-Signature=1", "url_refused", "clock")]
    [InlineData(HttpStatusCode.OK, "https://img.example.com/a", "url_changed", "public domain")]
    public async Task A_URL_that_does_not_open_is_named_with_what_mends_it(HttpStatusCode status, string url, string code, string fix)
    {
        using var reader = new HttpClient(new Answering(status));

        var problem = (await new StorageDoctor(new Broken { Url = new Uri(url) }, reader).ExamineAsync(Cancellation)).Problem;

        Assert.Equal(code, problem?.Code);
        Assert.Contains(fix, problem!.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_no_diagnosis()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new StorageDoctor(new Broken()).ExamineAsync(cancelled.Token));
    }

    [Fact]
    public async Task The_health_check_tells_the_fix_and_asks_again_after_its_interval()
    {
        var store = new Broken { OnPut = () => throw new ResultStoreException("No.") { Problem = new StorageProblem("c", "it is full.", "Empty it.") } };
        var time = new FakeTimeProvider();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddDressora().AddStorageCheck(interval: TimeSpan.FromMinutes(1), failureStatus: HealthStatus.Degraded);
        services.AddSingleton<IResultStore>(store);
        await using var provider = services.BuildServiceProvider();
        var health = provider.GetRequiredService<HealthCheckService>();

        var sick = (await health.CheckHealthAsync(Cancellation)).Entries["dressora-storage"];
        Assert.Equal((HealthStatus.Degraded, "put a result: it is full. Empty it."), (sick.Status, sick.Description));
        Assert.Equal("c", sick.Data["code"]);

        store.OnPut = null;
        Assert.Equal(HealthStatus.Degraded, (await health.CheckHealthAsync(Cancellation)).Status);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(Cancellation)).Status);
    }

    private sealed class Answering(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent("something else") });
    }

    /// <summary>A store in memory that goes wrong in the ways that a test asks for.</summary>
    private sealed class Broken : IResultStore
    {
        private readonly InMemoryResultStore _inner = new();

        public HashSet<StorageKey> Keys { get; } = [];

        public Action? OnPut { get; set; }

        public bool Loses { get; init; }

        public bool Changes { get; init; }

        public bool Keeps { get; init; }

        public Uri? Url { get; init; }

        public async Task PutAsync(StorageKey key, StoredContent content, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            OnPut?.Invoke();
            Keys.Add(key);
            await _inner.PutAsync(key, content, cancellationToken);
        }

        public async Task<Stream?> OpenAsync(StorageKey key, CancellationToken cancellationToken = default) =>
            Loses ? null : Changes ? new MemoryStream(new byte[4_096]) : await _inner.OpenAsync(key, cancellationToken);

        public ValueTask<Uri?> GetReadUrlAsync(StorageKey key, TimeSpan lifetime, CancellationToken cancellationToken = default) => ValueTask.FromResult(Url);

        public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken = default)
        {
            Keys.Remove(key);
            return Keeps ? Task.CompletedTask : _inner.DeleteAsync(key, cancellationToken);
        }

        public Task DeleteFolderAsync(StorageKey folder, CancellationToken cancellationToken = default) => _inner.DeleteFolderAsync(folder, cancellationToken);
    }
}
