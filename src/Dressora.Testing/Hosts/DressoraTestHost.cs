using System.Text;
using Dressora.Events;
using Dressora.Jobs;
using Dressora.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Testing;

/// <summary>
/// An application's own pipeline in memory, on a fake clock, turned by hand: no server, no key,
/// no waiting.
/// </summary>
/// <remarks>
/// The steps are the ones that a worker takes in production; only threads and timers are left
/// out. Not thread-safe: one test drives it.
/// </remarks>
public sealed partial class DressoraTestHost : IAsyncDisposable
{
    private const int TurnsMax = 10_000;
    private const int LeasesMax = 16;
    private const string ScriptedName = "scripted";

    private static readonly Uri CallbackBase = new("http://localhost/dressora");

    private readonly ServiceProvider _services;
    private readonly JobPump _pump;
    private readonly CreditEventDispatcher _events;
    private readonly RecordedEvents _recorded;

    private DressoraTestHost(ServiceProvider services, FakeTimeProvider clock, ScriptedProvider provider, RecordedEvents recorded)
    {
        _recorded = recorded;
        _services = services;
        _pump = services.GetRequiredService<JobPump>();
        _events = services.GetRequiredService<CreditEventDispatcher>();
        Clock = clock;
        Provider = provider;
    }

    /// <summary>
    /// Gets the clock. <see cref="DrainAsync"/> moves it; a test may too, forwards.
    /// </summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>Gets the scripted provider, registered first as <c>scripted</c>.</summary>
    public ScriptedProvider Provider { get; }

    /// <summary>Gets the application's services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Gets the jobs.</summary>
    public IGenerationJobs Jobs => _services.GetRequiredService<IGenerationJobs>();

    /// <summary>Gets the credits.</summary>
    public ICreditLedger Ledger => _services.GetRequiredService<ICreditLedger>();

    /// <summary>Gets the uploads.</summary>
    public IUploads Uploads => _services.GetRequiredService<IUploads>();

    /// <summary>
    /// Gets what was told about credits, oldest first: what handlers of
    /// <see cref="ICreditEventHandler"/> have heard.
    /// </summary>
    public IReadOnlyList<CreditEvent> Events => _recorded.Heard;

    /// <summary>Starts a pipeline with a scripted provider, and with what the application adds.</summary>
    /// <param name="configure">Adds what the application adds: prices, a ledger, stores, providers of its own.</param>
    /// <param name="descriptor">What the scripted provider can do.</param>
    public static DressoraTestHost Start(Action<IDressoraBuilder>? configure = null, ProviderDescriptor? descriptor = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var provider = new ScriptedProvider(clock, descriptor);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        var builder = services.AddDressora(options => options.PublicBaseUrl = CallbackBase).AddProvider(ScriptedName, _ => provider);
        var recorded = new RecordedEvents();
        services.AddScoped<ICreditEventHandler>(_ => recorded);
        configure?.Invoke(builder);
        services.AddSingleton<IDownloader>(inner => new GuardedDownloader(
            inner.GetRequiredService<Spooler>(),
            inner.GetRequiredService<DressoraOptions>().Transfers,
            TimeProvider.System,
            OutputServer.CreateNetwork(TimeProvider.System)));
        return new DressoraTestHost(services.BuildServiceProvider(), clock, provider, recorded);
    }

    /// <summary>Finds a scripted provider by the name it is registered under.</summary>
    /// <exception cref="ArgumentException">There is none of that name, or it is not scripted.</exception>
    public ScriptedProvider ProviderNamed(string name) =>
        _services.GetRequiredService<ProviderCatalog>().Find(name)?.Provider as ScriptedProvider
        ?? throw new ArgumentException($"There is no scripted provider named '{name}'; add it with AddScriptedProvider.", nameof(name));

    /// <summary>Submits a request that must be accepted.</summary>
    /// <param name="account">Who pays.</param>
    /// <param name="request">What to make.</param>
    /// <param name="key">Makes sending it again safe; <see langword="null"/> for none.</param>
    /// <exception cref="TestHostAssertionException">It was not accepted; the message says why.</exception>
    public async Task<GenerationJob> AcceptAsync(AccountId account, GenerationRequest request, IdempotencyKey? key = null) =>
        await Jobs.SubmitAsync(account, request, key).ConfigureAwait(false) switch
        {
            SubmitResult.Accepted accepted => accepted.Job,
            SubmitResult.Replayed replayed => replayed.Job,
            SubmitResult.Invalid invalid => throw new TestHostAssertionException(
                $"The request is invalid: {string.Join(" ", invalid.Problems.Select(problem => $"{problem.Field} {problem.Code}: {problem.Message}"))}"),
            var other => throw new TestHostAssertionException($"The request was not accepted: {other}"),
        };

    /// <summary>Submits a request that must be accepted, drains, and returns the job as it ended.</summary>
    /// <param name="account">Who pays.</param>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="TestHostAssertionException">It was not accepted; the message says why.</exception>
    public async Task<GenerationJob> GenerateAsync(AccountId account, GenerationRequest request, CancellationToken cancellationToken = default)
    {
        var job = await AcceptAsync(account, request).ConfigureAwait(false);
        await DrainAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return (await FindAsync(job).ConfigureAwait(false)).ToJob();
    }

    /// <summary>Gives an account credits that never expire, under an id of its own.</summary>
    public Task GrantAsync(AccountId account, long amount) => Ledger.GrantAsync(new GrantCredits
    {
        Account = account,
        Grant = new GrantId(Guid.CreateVersion7(Clock.GetUtcNow()).ToString("N")),
        Amount = new Credits(amount),
    });

    /// <summary>
    /// Advances everything that is due now, and delivers the events of it, without moving the
    /// clock.
    /// </summary>
    /// <returns>When something falls due next; <see langword="null"/> for never.</returns>
    /// <exception cref="InvalidOperationException">
    /// After 10,000 turns there is still something due: a step does not get anywhere.
    /// </exception>
    public async Task<DateTimeOffset?> RunDueAsync(CancellationToken cancellationToken = default)
    {
        for (var turn = 0; turn < TurnsMax; turn++)
        {
            var answer = await _pump.LeaseAsync(LeasesMax, cancellationToken).ConfigureAwait(false);
            if (answer.Leases.Count == 0)
            {
                await Ledger.SweepAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
                while (await _events.RunAsync(cancellationToken).ConfigureAwait(false))
                {
                }

                return answer.NextDueAt;
            }

            foreach (var lease in answer.Leases)
            {
                await _pump.RunAsync(lease, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new InvalidOperationException($"After {TurnsMax} turns something is still due.");
    }

    /// <summary>Advances everything, moving the clock from one due time to the next, until nothing is due within the horizon.</summary>
    /// <param name="horizon">How far the clock may move in all; <see langword="null"/> for an hour, which outlasts every default deadline.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public async Task DrainAsync(TimeSpan? horizon = null, CancellationToken cancellationToken = default)
    {
        var end = Clock.GetUtcNow() + (horizon ?? TimeSpan.FromHours(1));
        while (await RunDueAsync(cancellationToken).ConfigureAwait(false) is { } next && next <= end)
        {
            Clock.SetUtcNow(next > Clock.GetUtcNow() ? next : Clock.GetUtcNow());
        }
    }

    /// <summary>Calls back as the provider would, at the URL that the task was created with.</summary>
    /// <param name="task">The task whose URL is called.</param>
    /// <param name="body">What the body says; <see langword="null"/> for the task's own id.</param>
    /// <exception cref="InvalidOperationException">The task was created without a callback URL.</exception>
    public Task<CallbackReceipt> CallBackAsync(ScriptedTask task, string? body = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        var url = task.Request.CallbackUrl ?? throw new InvalidOperationException($"{task.Id} was created without a callback URL.");
        var callback = new ProviderCallback
        {
            Body = Encoding.UTF8.GetBytes(body ?? task.Id.Value),
            Headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase),
            ReceivedAt = Clock.GetUtcNow(),
        };
        return _services.GetRequiredService<CallbackInbox>().ReceiveAsync(url.Segments[^2].TrimEnd('/'), url.Segments[^1], callback);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
