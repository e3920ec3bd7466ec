namespace Dressora.Benchmarks;

/// <summary>How long and how often is measured, and which figures.</summary>
internal sealed record Pace(int Rounds, TimeSpan WarmUp, TimeSpan Window, string Figures)
{
    private const string Quick = "--quick";

    public static Pace From(IReadOnlyList<string> arguments)
    {
        var figures = arguments.FirstOrDefault(argument => argument != Quick) ?? string.Empty;
        return arguments.Contains(Quick)
            ? new Pace(1, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), figures)
            : new Pace(3, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2), figures);
    }
}
