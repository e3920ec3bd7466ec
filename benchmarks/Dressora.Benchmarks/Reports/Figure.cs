namespace Dressora.Benchmarks;

/// <summary>Ours, the median of its rounds, beside the best that any baseline reached in any round.</summary>
internal abstract record Figure(string Name, string Unit, Measurement Ours, IReadOnlyList<Measurement> Baselines)
{
    public double Value => Ours.Median;

    public double Baseline => BestOf(Best);

    public double Ratio => Value / Baseline;

    /// <summary>Gets the baseline that did best.</summary>
    public abstract Measurement Best { get; }

    /// <summary>Returns a measurement's best round.</summary>
    protected abstract double BestOf(Measurement measurement);
}

/// <summary>More is better.</summary>
internal sealed record RateFigure(string Name, Measurement Ours, params IReadOnlyList<Measurement> Baselines)
    : Figure(Name, "pairs/s", Ours, Baselines)
{
    public override Measurement Best => Baselines.MaxBy(BestOf)!;

    protected override double BestOf(Measurement measurement) => measurement.Values.Max();
}

/// <summary>More is better.</summary>
internal sealed record SpeedFigure(string Name, Measurement Ours, params IReadOnlyList<Measurement> Baselines)
    : Figure(Name, "MiB/s", Ours, Baselines)
{
    public override Measurement Best => Baselines.MaxBy(BestOf)!;

    // Both are what a single caller reaches on a machine that he shares with the storage: the median says more than the luckiest round.
    protected override double BestOf(Measurement measurement) => measurement.Median;
}

/// <summary>Less is better.</summary>
internal sealed record SizeFigure(string Name, Measurement Ours, params IReadOnlyList<Measurement> Baselines)
    : Figure(Name, "MiB", Ours, Baselines)
{
    public override Measurement Best => Baselines.MinBy(BestOf)!;

    protected override double BestOf(Measurement measurement) => measurement.Values.Min();
}

/// <summary>Less is better.</summary>
internal sealed record TimeFigure(string Name, Measurement Ours, params IReadOnlyList<Measurement> Baselines)
    : Figure(Name, "ms", Ours, Baselines)
{
    public override Measurement Best => Baselines.MinBy(BestOf)!;

    protected override double BestOf(Measurement measurement) => measurement.Values.Min();
}
