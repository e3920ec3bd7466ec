using System.Collections.Concurrent;
using System.Globalization;
using Dressora.Testing;

namespace Dressora.Soak;

/// <summary>How often each fault struck jobs at each stage.</summary>
internal sealed class StrikeTable
{
    private readonly ConcurrentDictionary<Strike, int> _counts = new();

    public void Add(IEnumerable<Strike> strikes)
    {
        foreach (var strike in strikes)
        {
            _counts.AddOrUpdate(strike, 1, (_, count) => count + 1);
        }
    }

    public int Count(Strike strike) => _counts.GetValueOrDefault(strike);

    public void Print(TextWriter output)
    {
        var stages = Enum.GetValues<JobStage>();
        output.WriteLine($"{"worlds in which it struck",-26}{string.Concat(stages.Select(stage => $"{stage,11}"))}");
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            output.WriteLine($"{kind,-26}{string.Concat(stages.Select(stage => Cell(new Strike(kind, stage))))}");
        }
    }

    private string Cell(Strike strike) => _counts.TryGetValue(strike, out var count)
        ? count.ToString("N0", CultureInfo.InvariantCulture).PadLeft(11)
        : ".".PadLeft(11);
}
