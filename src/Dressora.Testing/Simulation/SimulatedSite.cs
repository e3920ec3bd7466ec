using Dressora.Jobs;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Testing;

/// <summary>
/// A whole installation in a simulated world: what its nodes share, the nodes, the providers and
/// the users.
/// </summary>
internal sealed class SimulatedSite : IDisposable
{
    private readonly SimulatedNode[] _nodes;
    private readonly IReadOnlyDictionary<string, IGenerationProvider> _providers;
    private readonly CallbackPost _post;
    private readonly InMemoryJobStore? _books;

    public SimulatedSite(Scenario scenario, SimulationOptions options, bool keepsHistory)
    {
        Scenario = scenario;
        World = new SimulatedWorld(unchecked((ulong)scenario.Seed), keepsHistory);
        Clock = new SimulatedTime(World, new NodeLife("world"));
        Store = options.Store?.Invoke(Clock) ?? new InMemoryJobStore(Clock, new CreditOptions());
        _books = scenario.ForeignLedger || Store.Ledger is null ? new InMemoryJobStore(Clock, new CreditOptions()) : null;
        Results = new InMemoryResultStore();
        Monitor = new Monitor(World, Store, Ledger, Results, scenario.ConcurrentTasks ?? int.MaxValue);
        Gate = new CallGate(World, new FaultPlan(scenario.Faults), Monitor);
        Records = new ProviderRecords(Monitor, (provider, request, task) => _post!.Accepted(provider, request, task));
        _providers = MakeProviders(options);
        _post = new CallbackPost(this);
        _nodes = [.. Enumerable.Range(0, scenario.Nodes).Select(number => new SimulatedNode(this, $"node {number}"))];
    }

    /// <summary>Gets the names of the scripted providers.</summary>
    public static IReadOnlyList<string> ScriptedNames { get; } = ["alpha", "beta", "gamma"];

    /// <summary>Gets what the seed decided beforehand.</summary>
    public Scenario Scenario { get; }

    /// <summary>Gets time and order.</summary>
    public SimulatedWorld World { get; }

    /// <summary>Gets the clock of what never dies: the store, the providers.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Gets the store that the nodes share.</summary>
    public IJobStore Store { get; }

    /// <summary>Gets the storage that the nodes share.</summary>
    public IResultStore Results { get; }

    /// <summary>Gets what looks on.</summary>
    public Monitor Monitor { get; }

    /// <summary>Gets what every call of a node goes through.</summary>
    public CallGate Gate { get; }

    /// <summary>Gets what the providers have in their books.</summary>
    public ProviderRecords Records { get; }

    /// <summary>Gets the ledger that counts.</summary>
    public ICreditLedger Ledger => _books?.Ledger ?? Store.Ledger!;

    /// <summary>Gets whether the ledger commits apart from the jobs.</summary>
    public bool IsForeign => _books is not null;

    /// <summary>Gets the scripted providers, as they were before anything was put around them.</summary>
    public Dictionary<string, ScriptedProvider> Scripted { get; } = [];

    /// <summary>Gets the one among them that wants inputs as files of its own.</summary>
    public StagingProvider? Staging { get; private set; }

    /// <summary>Gets the providers as the nodes get them.</summary>
    public IEnumerable<(string Name, IGenerationProvider Provider)> Providers => _providers.Select(pair => (pair.Key, pair.Value));

    /// <summary>
    /// Finds a node that is up; <see langword="null"/> when all are down at the moment.
    /// </summary>
    public SimulatedNode? Anyone(Dice dice)
    {
        var up = _nodes.Where(node => node.IsUp).ToList();
        return up.Count == 0 ? null : dice.Pick(up);
    }

    /// <summary>Tells waiting nodes that there may be something to do.</summary>
    public void Wake()
    {
        foreach (var node in _nodes)
        {
            node.Wake();
        }
    }

    /// <summary>Gives the users their credits, and lets nodes and users begin.</summary>
    public void Start()
    {
        foreach (var account in Scenario.Requests.GroupBy(request => request.Account))
        {
            var wanted = account.Sum(request => request.Price.Value);
            Blocking.Wait(Ledger.GrantAsync(new GrantCredits
            {
                Account = account.Key,
                Grant = new GrantId("purchase"),
                Amount = new Credits(Math.Max(1, wanted - Scenario.Lacking)),
            }));
        }

        foreach (var node in _nodes)
        {
            node.Start();
        }

        var users = Scenario.Requests.Select(request => new SimulatedUser(this, request)).ToDictionary(user => user.Index);
        Gate.UserActs = (what, job) => users[job].Act(what);
        foreach (var user in users.Values)
        {
            user.Start();
        }
    }

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }

        (Store as IDisposable)?.Dispose();
    }

    /// <summary>
    /// Makes one provider of each kind: with callbacks and staging, polled only, and synchronous;
    /// or the one that the host brings.
    /// </summary>
    private Dictionary<string, IGenerationProvider> MakeProviders(SimulationOptions options)
    {
        if (options.Provider is { } make)
        {
            return new Dictionary<string, IGenerationProvider> { ["provider"] = Wrap(make(Clock)) };
        }

        var some = ScriptedProvider.DefaultDescriptor with { BaseAddress = null };
        Scripted.Add("alpha", new ScriptedProvider(Clock, some));
        Staging = new StagingProvider(Scripted["alpha"]);
        Scripted.Add("beta", new ScriptedProvider(Clock, some with { Callbacks = false, Cancels = false, FindsTasks = true }));
        Scripted.Add("gamma", new ScriptedProvider(Clock, some with { Callbacks = false, Cancels = false, Synchronous = true }));
        return Scripted.ToDictionary(pair => pair.Key, pair => Wrap(pair.Key == "alpha" ? Staging : pair.Value));

        IGenerationProvider Wrap(IGenerationProvider provider) => options.WrapProvider?.Invoke(provider) ?? provider;
    }
}
