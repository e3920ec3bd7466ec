namespace Dressora.Benchmarks;

/// <summary>Something that is measured several times, in turn with others.</summary>
internal abstract class Measurement(string name)
{
    private readonly List<double> _values = [];

    public string Name => name;

    public IReadOnlyList<double> Values => _values;

    public double Median => _values.Order().ElementAt(_values.Count / 2);

    /// <summary>Measures once more.</summary>
    public async Task<double> TakeAsync(Pace pace, CancellationToken cancellationToken)
    {
        var value = await MeasureAsync(pace, cancellationToken);
        _values.Add(value);
        return value;
    }

    protected abstract Task<double> MeasureAsync(Pace pace, CancellationToken cancellationToken);
}
