namespace Dressora.Testing;

/// <summary>Finds a smaller scenario that still fails.</summary>
internal static class Shrinking
{
    /// <summary>Leaves out one thing after the other, for as long as it still fails.</summary>
    public static Scenario Shrink(Scenario scenario, Func<Scenario, bool> fails)
    {
        var smallest = scenario;
        bool isSmaller;
        do
        {
            isSmaller = false;
            foreach (var smaller in Smaller(smallest))
            {
                if (fails(smaller))
                {
                    smallest = smaller;
                    isSmaller = true;
                    break;
                }
            }
        }
        while (isSmaller);
        return smallest;
    }

    /// <summary>Lists what can be left out, that which explains most first: faults, then jobs, then nodes.</summary>
    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        foreach (var fault in scenario.Faults)
        {
            yield return scenario with { Faults = [.. scenario.Faults.Where(other => !ReferenceEquals(other, fault))] };
        }

        if (scenario.Requests.Count > 1)
        {
            foreach (var request in scenario.Requests)
            {
                yield return scenario with
                {
                    Requests = [.. scenario.Requests.Where(other => other.Job != request.Job)],
                    Faults = [.. scenario.Faults.Where(fault => fault.Job != request.Job)],
                };
            }
        }

        if (scenario.Nodes > 1)
        {
            yield return scenario with { Nodes = scenario.Nodes - 1 };
        }

        if (scenario is not { ConcurrentTasks: null, Creates: null })
        {
            yield return scenario with { ConcurrentTasks = null, Creates = null };
        }

        if (scenario.Lacking > 0)
        {
            yield return scenario with { Lacking = 0 };
        }

        foreach (var request in scenario.Requests.Where(request => request.Count > 1 || request.HasInput))
        {
            yield return scenario with
            {
                Requests = [.. scenario.Requests.Select(other => other.Job == request.Job ? other with { Count = 1, HasInput = false } : other)],
            };
        }
    }
}
