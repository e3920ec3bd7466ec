using Dressora.Jobs;
using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Testing;

/// <summary>
/// A node: the same services that a host has, and a worker without threads. It is killed and
/// started again.
/// </summary>
internal sealed class SimulatedNode(SimulatedSite site, string name) : IDisposable
{
    /// <summary>How many jobs a node works on at once; few, so that nodes meet.</summary>
    private const int Places = 4;

    private static readonly TimeSpan RestartMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RestartMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgainMax = TimeSpan.FromSeconds(1);

    private readonly Dice _dice = site.World.Dice.For(name);
    private readonly List<ServiceProvider> _lives = [];
    private readonly TimeSpan _lease = new DressoraOptions().Lease;
    private NodeLife _life = new(name);
    private ServiceProvider _services = null!;
    private TaskCompletionSource? _waiting;
    private int _busy;

    /// <summary>Gets whether it would answer now.</summary>
    public bool IsUp => !_life.IsDead && _life.AsleepUntil <= site.World.Now;

    /// <summary>Gets its front door for users.</summary>
    public IGenerationJobs Jobs => _services.GetRequiredService<IGenerationJobs>();

    /// <summary>Gets its front door for providers.</summary>
    public CallbackInbox Inbox => _services.GetRequiredService<CallbackInbox>();

    /// <summary>Starts a process that remembers nothing.</summary>
    public void Start()
    {
        var world = site.World;
        _life = new NodeLife(name) { Died = RestartLater };
        _services = Build(_life);
        _lives.Add(_services);
        _waiting = null;
        _busy = 0;
        world.Tell(name, () => "starts");
        _ = WorkAsync(_life, _services.GetRequiredService<JobPump>());
    }

    /// <summary>Ends the worker's wait, as its polling would.</summary>
    public void Wake()
    {
        if (_waiting is { } waiting)
        {
            _waiting = null;
            site.World.After(_dice.Between(TimeSpan.Zero, LookAgainMax), () => waiting.TrySetResult());
        }
    }

    public void Dispose() => _lives.ForEach(services => services.Dispose());

    /// <summary>What a supervisor does: sees that the process is gone, and starts it again.</summary>
    private void RestartLater()
    {
        site.World.Tell(name, () => "is killed");
        site.World.After(_dice.Between(RestartMin, RestartMax), Start);
    }

    /// <summary>
    /// Assembles a host with the shipped registration; only what leaves the process is simulated.
    /// </summary>
    private ServiceProvider Build(NodeLife life)
    {
        var time = new SimulatedTime(site.World, life);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<Entropy>(new SimulatedEntropy(_dice));
        services.AddSingleton<IJobStore>(new SimulatedJobStore(site.Store, life, site.Gate, Expect, site.Wake));
        services.AddSingleton<IResultStore>(new SimulatedResultStore(site.Results, life, site.Gate, JobOf));
        services.AddSingleton<IJobPricing>(new DelegatePricing(_ => new Credits(SimulatedRequest.PricePerOutput)));
        services.AddSingleton<IDownloader>(inner => new SimulatedDownloader(inner.GetRequiredService<Spooler>(), life, site.Gate, JobOf));
        if (site.IsForeign)
        {
            services.AddSingleton<ICreditLedger>(new SimulatedLedger(site.Ledger, life, site.Gate, site.Monitor.Finishing));
        }

        var builder = services.AddDressora(options =>
        {
            options.PublicBaseUrl = new Uri("https://shop.example.com/dressora");
            options.DefaultProvider = site.Providers.Any(provider => provider.Name == site.Scenario.FirstProvider) ? site.Scenario.FirstProvider : null;
            foreach (var (provider, _) in site.Providers)
            {
                options.Providers[provider] = new ProviderOptions
                {
                    ConcurrentTasks = site.Scenario.ConcurrentTasks,
                    Creates = site.Scenario.Creates,
                    CreatesPer = TimeSpan.FromSeconds(10),
                };
            }
        });
        foreach (var (provider, upstream) in site.Providers)
        {
            builder.AddProvider(provider, _ => new SimulatedProvider(provider, upstream, life, site.Gate, site.Records));
        }

        return services.BuildServiceProvider();
    }

    private void Expect(NewJob accepting) =>
        site.Monitor.Expect(accepting.Job.Id, accepting.Job.Account, SimulatedRequest.IndexOf(accepting.Job.Prompt!));

    /// <summary>Finds whose object a key names, so that faults about that job strike it.</summary>
    private JobId? JobOf(StorageKey key)
    {
        var parts = key.Value.Split('/');
        return parts is ["results" or "quarantine", var id, ..] && Guid.TryParseExact(id, "n", out var job) ? new JobId(job) : site.Monitor.JobOfInput(key);
    }

    /// <summary>Finds which job reads from a URL: an input of its own, or an output of its task.</summary>
    private JobId? JobOf(Uri url) => site.Monitor.Records
        .Where(job => job.Inputs.Any(input => input.Url == url) || job.Attempts.Any(attempt => attempt.Facts.Seen?.Outputs.Contains(url) == true))
        .Select(job => (JobId?)job.Id)
        .FirstOrDefault();

    /// <summary>
    /// The worker's loop, as the shipped one has it: wait for a place, lease, run, wait for what is
    /// next.
    /// </summary>
    private async Task WorkAsync(NodeLife life, JobPump pump)
    {
        while (true)
        {
            var waiting = _waiting = new TaskCompletionSource();
            try
            {
                if (_busy >= Places || !await LeaseAsync(life, pump, waiting).ConfigureAwait(false))
                {
                    await waiting.Task.ConfigureAwait(false);
                    await site.World.PauseAsync(life, TimeSpan.Zero).ConfigureAwait(false); // Not while it sleeps, and not when it is dead.
                }
            }
            catch (IOException)
            {
                await site.World.PauseAsync(life, LookAgainMax).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                site.Monitor.Fail($"{name}: the worker's loop has ended with {exception}");
                throw;
            }
        }
    }

    /// <summary>Takes up what is due; when nothing is, it has the wait end at the next.</summary>
    private async Task<bool> LeaseAsync(NodeLife life, JobPump pump, TaskCompletionSource waiting)
    {
        var answer = await pump.LeaseAsync(Places - _busy, CancellationToken.None).ConfigureAwait(false);
        foreach (var lease in answer.Leases)
        {
            _busy++;
            _ = RunAsync(life, pump, lease);
        }

        if (answer.Leases.Count == 0 && answer.NextDueAt is { } next)
        {
            site.World.After(next - site.World.Now, () => waiting.TrySetResult());
        }

        return answer.Leases.Count > 0;
    }

    /// <summary>Runs a lease, and renews it meanwhile as often as a real worker does.</summary>
    private async Task RunAsync(NodeLife life, JobPump pump, JobLease lease)
    {
        var isOver = false;
        _ = RenewAsync();
        try
        {
            await pump.RunAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // As in a real worker: the lease runs out, and the job is taken up again.
        }
        catch (Exception exception)
        {
            site.Monitor.Fail($"{name}: a step has ended with {exception}");
        }
        finally
        {
            isOver = true;
            _busy--;
            Wake();
        }

        async Task RenewAsync()
        {
            while (true)
            {
                await site.World.PauseAsync(life, _lease / 3).ConfigureAwait(false);
                if (isOver || !await pump.RenewAsync(lease, CancellationToken.None).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
    }
}
