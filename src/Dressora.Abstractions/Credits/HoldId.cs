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

    private const string LatePrefix = "late:";

    private readonly string? _value;

    /// <summary>Takes an id from the caller.</summary>
    /// <param name="value">From 1 to <see cref="LengthMax"/> characters, none of them a control character.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public HoldId(string value) => _value = Name.Checked(value, LengthMax, "hold id");

    private HoldId(string prefix, HoldId hold) => _value = prefix + hold.Value;

    /// <summary>
    /// Gets the id; empty for <see langword="default"/>, which no operation accepts.
    /// </summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Returns the id of the hold that pays for a job.</summary>
    public static HoldId For(JobId job) => new(job.ToString());

    /// <summary>
    /// Returns the id of the hold that charges work whose own hold had timed out. Ids of this
    /// form are the ledger's own.
    /// </summary>
    public static HoldId ForLateSettle(HoldId hold) => new(LatePrefix, hold);

    /// <summary>
    /// Reads back what <see cref="Value"/> gave, the ledger's own ids included.
    /// </summary>
    /// <exception cref="ArgumentException">It is not the value of a hold id.</exception>
    public static HoldId Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.StartsWith(LatePrefix, StringComparison.Ordinal)
            ? ForLateSettle(new HoldId(value[LatePrefix.Length..]))
            : new HoldId(value);
    }

    /// <summary>Tells whether only the ledger itself gives such an id.</summary>
    public bool IsReserved => Value.StartsWith(LatePrefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
