using Dressora.Stores;
using Dressora.Testing;

namespace Dressora.Simulations;

/// <summary>Without any one of its guards the pipeline fails in some world. Each world is kept.</summary>
public sealed class GuardTests(ITestOutputHelper output)
{
    private const int SeedsMax = 5_000;

    public static TheoryData<string> Guards { get; } =
    [
        "fencing", "unfenced facts", "write-ahead marker", "forward-only merge", "inbox dedupe", "wake-up compare", "token check", "committed verdict",
        "places",
    ];

    [Theory]
    [MemberData(nameof(Guards))]
    public void A_store_without_this_guard_fails_in_some_world(string guard)
    {
        var options = new SimulationOptions
        {
            Store = time => Without(guard, time),
            ForeignLedger = guard == "committed verdict" ? true : null,
            Faults = guard is "committed verdict" or "fencing" ? 12 : 3, // It takes several at once to get past the other guards.
        };
        var seed = Enumerable.Range(1, SeedsMax).FirstOrDefault(seed => !Simulation.Run(seed, options).Succeeded);

        Assert.True(seed > 0, $"{SeedsMax} worlds do without {guard}.");
        output.WriteLine($"{guard}: seed {seed}: {Simulation.Run(seed, options).Violations[0]}");
        Assert.True(Simulation.Run(seed, options with { Store = null }).Succeeded);
    }

    [Fact]
    public void A_provider_that_sends_a_create_twice_fails_in_some_world()
    {
        var options = new SimulationOptions { WrapProvider = provider => new RetryingProvider(provider) };

        Assert.Contains("accepted 2 creates", Simulation.Run(1, options).Violations[0], StringComparison.Ordinal);
    }

    private static IJobStore Without(string guard, TimeProvider time) => guard switch
    {
        "fencing" => new UnfencedStore(time),
        "unfenced facts" => new FencedFactsStore(time),
        "write-ahead marker" => new LazyMarkerStore(time),
        "forward-only merge" => new RegressingFactsStore(time),
        "inbox dedupe" => new ForgetfulInboxStore(time),
        "wake-up compare" => new DeafParkingStore(time),
        "token check" => new CredulousStore(time),
        "committed verdict" => new VerdictLosingStore(time),
        "places" => new CrowdedStore(time),
        _ => throw new ArgumentOutOfRangeException(nameof(guard)),
    };
}
