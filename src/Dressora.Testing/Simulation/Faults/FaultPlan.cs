namespace Dressora.Testing;

/// <summary>The faults of a simulation, and how near each is to striking.</summary>
internal sealed class FaultPlan(IReadOnlyList<Fault> faults)
{
    private readonly int[] _seen = new int[faults.Count];

    /// <summary>Counts a call about a job; returns the fault that strikes it.</summary>
    public FaultKind? Take(int job, CallKind call)
    {
        FaultKind? struck = null;
        for (var i = 0; i < faults.Count; i++)
        {
            var fault = faults[i];
            if (fault.Job != job || _seen[i] >= fault.Nth || !fault.Kind.CanStrike(call))
            {
                continue;
            }

            if (_seen[i] + 1 == fault.Nth && struck is not null)
            {
                continue; // One at a time; this one takes the next call.
            }

            if (++_seen[i] == fault.Nth)
            {
                struck = fault.Kind;
            }
        }

        return struck;
    }
}
