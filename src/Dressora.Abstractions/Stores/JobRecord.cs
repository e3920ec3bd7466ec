using System.Text.Json.Serialization;

namespace Dressora.Stores;

/// <summary>
/// A job as it is stored: everything that decides about it, in one immutable value.
/// </summary>
/// <remarks>
/// Written only through <see cref="StoredJob"/>, which every store shares;
/// <see cref="JobDocument"/> gives its stored form.
/// </remarks>
public sealed record JobRecord
{
    /// <summary>Gets the id.</summary>
    public required JobId Id { get; init; }

    /// <summary>Gets the owner.</summary>
    public required AccountId Account { get; init; }

    /// <summary>Gets the instruction; <see langword="null"/> once erased.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // A required member must be there to be read, also when it is null.
    public required string? Prompt { get; init; }

    /// <summary>Gets the input images.</summary>
    public IReadOnlyList<InputRecord> Inputs { get; init; } = [];

    /// <summary>Gets how many outputs were asked for.</summary>
    public required int Count { get; init; }

    /// <summary>Gets the shape that was asked for.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>
    /// Gets who can do it, in order. The attempts take them one after the other.
    /// </summary>
    public required IReadOnlyList<CandidateRecord> Candidates { get; init; }

    /// <summary>Gets the price of one output, as quoted when the job was accepted.</summary>
    public required Credits PricePerOutput { get; init; }

    /// <summary>Gets what was frozen.</summary>
    public required Credits Frozen { get; init; }

    /// <summary>Gets how long the hold lives.</summary>
    public required TimeSpan HoldLifetime { get; init; }

    /// <summary>
    /// Gets whether the credits are in a ledger that does not commit together with the job.
    /// </summary>
    public bool ForeignLedger { get; init; }

    /// <summary>
    /// Gets whether the client sent a key, and so can ask for the job again although it never
    /// heard its id.
    /// </summary>
    public bool HasKey { get; init; }

    /// <summary>Gets where the credits are.</summary>
    public HoldState Hold { get; init; } = HoldState.Frozen;

    /// <summary>Gets what was charged.</summary>
    public Credits Charged { get; init; }

    /// <summary>
    /// Gets the committed end of a job whose ledger is foreign; <see langword="null"/> otherwise.
    /// </summary>
    public JobVerdict? Verdict { get; init; }

    /// <summary>Gets where the job is.</summary>
    public JobStatus Status { get; init; }

    /// <summary>Gets how far it is, from 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>Gets the attempts, the present one last.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];

    /// <summary>Gets the outputs, once the provider has delivered.</summary>
    public IReadOnlyList<OutputRecord> Outputs { get; init; } = [];

    /// <summary>Gets why nothing was delivered.</summary>
    public JobError? Error { get; init; }

    /// <summary>Gets when the job was accepted. Set by the store.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it last changed. Set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Gets how often it has changed. Set by the store.</summary>
    public long Version { get; init; }

    /// <summary>Gets until when a provider may report success. Set by the store.</summary>
    public DateTimeOffset EndBy { get; init; }

    /// <summary>
    /// Gets until when outputs may be stored; <see langword="null"/> before the provider
    /// delivered.
    /// </summary>
    public DateTimeOffset? StoreBy { get; init; }

    /// <summary>Gets when it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Gets when the user asked to cancel.</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>Gets when the user asked to erase it.</summary>
    public DateTimeOffset? EraseRequestedAt { get; init; }

    /// <summary>
    /// Gets whether the copies of the inputs that came from URLs have been removed again.
    /// </summary>
    public bool InputsRemoved { get; init; }

    /// <summary>Gets when its results were removed because their time was over.</summary>
    public DateTimeOffset? ResultsRemovedAt { get; init; }

    /// <summary>
    /// Gets when it was erased. A commit that sets it also removes the bodies of its callbacks.
    /// </summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>
    /// Gets when the next step is due; <see langword="null"/> when nothing is left to do.
    /// </summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>
    /// Gets which provider the next step needs; <see langword="null"/> when any node can do it.
    /// </summary>
    public string? Awaits { get; init; }

    /// <summary>
    /// Gets whether that step leads to a create, so that the job is kept back while its provider
    /// is full.
    /// </summary>
    public bool AwaitsCreate { get; init; }

    /// <summary>Gets how many steps have failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Gets the present attempt; <see langword="null"/> before the first.</summary>
    [JsonIgnore]
    public AttemptRecord? Attempt => Attempts.Count == 0 ? null : Attempts[^1];

    /// <summary>
    /// Gets whether leasing the job begins a task at the provider that it awaits, as long as its
    /// deadline is ahead. A job that is to be canceled begins none.
    /// </summary>
    [JsonIgnore]
    public bool BeginsTask =>
        AwaitsCreate && CancelRequestedAt is null && Hold == HoldState.Frozen && !Status.IsTerminal() && HasTaskAt is null;

    /// <summary>
    /// Gets at which provider the job has a task under way, or may have; <see langword="null"/>
    /// for none. An ended job has none, though its provider may still be working.
    /// </summary>
    [JsonIgnore]
    public string? HasTaskAt => !Status.IsTerminal() && Attempt is { State: AttemptState.Submitting or AttemptState.Unknown or AttemptState.Accepted } attempt
        ? attempt.Candidate.Provider
        : null;

    /// <summary>Returns the job with its present attempt replaced.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is no attempt of that ordinal.
    /// </exception>
    public JobRecord With(AttemptRecord attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (attempt.Ordinal < 1 || attempt.Ordinal > Attempts.Count)
        {
            throw new InvalidOperationException($"{Id} has {Attempts.Count} attempts; there is no attempt {attempt.Ordinal}.");
        }

        var attempts = Attempts.ToArray();
        attempts[attempt.Ordinal - 1] = attempt;
        return this with { Attempts = attempts };
    }

    /// <summary>Returns what the owner may see of the job.</summary>
    public GenerationJob ToJob() => new()
    {
        Id = Id,
        Account = Account,
        Status = Status,
        Progress = Progress,
        Requested = Count,
        Delivered = Status == JobStatus.Succeeded ? Outputs.Count(output => output.Status == OutputStatus.Stored) : 0,
        ResultsRemovedAt = ResultsRemovedAt,
        Results = Status != JobStatus.Succeeded || EraseRequestedAt is not null || ResultsRemovedAt is not null
            ? []
            : Outputs.Where(output => output.Status == OutputStatus.Stored)
                .Select(output => new JobResult(output.Index, output.Key, output.Image!)).ToList(),
        Frozen = Frozen,
        Charged = Charged,
        Error = Error,
        CancelRequested = CancelRequestedAt is not null,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Version = Version,
    };
}
