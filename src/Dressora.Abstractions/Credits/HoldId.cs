namespace Dressora;

/// <summary>
/// Names a hold by the work it pays for. Unique per account, for ever; a job's hold has the job's
/// id.
/// </summary>
/// <remarks>The id is the key: freezing twice under one id holds credits once.</remarks>
public readonly record struct HoldId
{
    /// <summary>The longest hold id, in UTF-16 code units.</summary>
    public const int LengthMax = 200;

    private readonly string? _value;

    /// <summary>Takes an id from the caller.</summary>
    /// <param name="value">From 1 to <see cref="LengthMax"/> characters, none of them a control character.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public HoldId(string value) => _value = Name.Checked(value, LengthMax, "hold id");

    /// <summary>
    /// Gets the id; empty for <see langword="default"/>, which no operation accepts.
    /// </summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Returns the id of the hold that pays for a job.</summary>
    public static HoldId For(JobId job) => new(job.ToString());

    /// <inheritdoc/>
    public override string ToString() => Value;
}
