using System.Text.RegularExpressions;

namespace Dressora;

/// <summary>
/// The name of one stored object, for every store: segments of lower-case letters, digits,
/// <c>.</c>, <c>_</c> and <c>-</c>.
/// </summary>
/// <remarks>
/// Results are named after their job and place, so that storing one twice overwrites it and
/// orphans nothing. Inputs have unguessable names under <c>inputs/</c> and never get a public
/// URL.
/// </remarks>
public readonly partial record struct StorageKey
{
    /// <summary>The longest key, in characters.</summary>
    public const int LengthMax = 512;

    private const string InputFolder = "inputs/";
    private const string QuarantineFolder = "quarantine/";

    private readonly string? _value;

    /// <summary>Takes a key as <see cref="Value"/> gives it.</summary>
    /// <param name="value">Segments that begin with a letter or digit, separated by single slashes.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not of that form, or longer than <see cref="LengthMax"/>.</exception>
    public StorageKey(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > LengthMax || !Form().IsMatch(value))
        {
            throw new ArgumentException($"'{value}' is not a storage key.", nameof(value));
        }

        _value = value;
    }

    /// <summary>
    /// Gets the key; empty for <see langword="default"/>, which no store accepts.
    /// </summary>
    public string Value => _value ?? string.Empty;

    /// <summary>
    /// Gets whether the object is private to its account: it may be read through a URL that
    /// expires, never a public one.
    /// </summary>
    public bool IsInput => Value.StartsWith(InputFolder, StringComparison.Ordinal);

    /// <summary>
    /// Gets whether the object may only be read through a URL that expires: an input, or a result that
    /// was not delivered.
    /// </summary>
    public bool IsPrivate => IsInput || Value.StartsWith(QuarantineFolder, StringComparison.Ordinal);

    /// <summary>Returns the key under which a job's result waits for its review.</summary>
    public static StorageKey ForQuarantine(JobId job, int index) => new($"{QuarantineFolder}{job.Value:n}/{index}");

    /// <summary>Returns the folder of everything that waits for a review of a job's results, or was refused by one.</summary>
    public static StorageKey QuarantineOf(JobId job) => new($"{QuarantineFolder}{job.Value:n}");

    /// <summary>Returns the key of a result's thumbnail.</summary>
    /// <param name="job">The job.</param>
    /// <param name="index">The result's place.</param>
    /// <param name="side">Its longest side in pixels.</param>
    public static StorageKey ForThumbnail(JobId job, int index, int side) => new($"results/{job.Value:n}/{index}.thumbnail-{side}");

    /// <summary>Returns the folder of a job's results.</summary>
    public static StorageKey ResultsOf(JobId job) => new($"results/{job.Value:n}");

    /// <summary>Returns the key of a job's result.</summary>
    public static StorageKey ForResult(JobId job, int index) => new($"results/{job.Value:n}/{index}");

    /// <summary>Returns the key of an input.</summary>
    /// <param name="name">At least 128 random bits as lower-case hexadecimal digits.</param>
    public static StorageKey ForInput(string name) => new(InputFolder + name);

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
