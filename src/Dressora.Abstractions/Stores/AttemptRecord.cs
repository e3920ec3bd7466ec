using System.Text.Json.Serialization;
using Dressora.Providers;

namespace Dressora.Stores;

/// <summary>
/// One paid try at one provider: what was decided (fenced, by whoever holds the job's lease) and
/// what is known (unfenced).
/// </summary>
public sealed record AttemptRecord
{
    /// <summary>Gets which try, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Gets the provider, model and transport.</summary>
    public required CandidateRecord Candidate { get; init; }

    /// <summary>
    /// Gets how many creates have been begun; a create that was not sent or throttled is followed
    /// by another.
    /// </summary>
    public int Submission { get; init; }

    /// <summary>
    /// Gets when the present create was begun: the start of the window in which its task must
    /// have been created.
    /// </summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>
    /// Gets the SHA-256 of the present create's callback token, as lower-case hexadecimal digits.
    /// </summary>
    public string? TokenHash { get; init; }

    /// <summary>Gets when the next create may be begun, after a throttled one.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Gets the copies of the inputs at the provider.</summary>
    public IReadOnlyList<StagedRecord> Staged { get; init; } = [];

    /// <summary>
    /// Gets why the attempt ended before a create of it was accepted, unbilled: an input could
    /// not be staged, or it was throttled too often.
    /// </summary>
    public ProviderError? GivenUp { get; init; }

    /// <summary>Gets until when an unknown outcome is waited for.</summary>
    public DateTimeOffset? UnknownBy { get; init; }

    /// <summary>Gets whether the attempt was given up as unknown.</summary>
    public bool Abandoned { get; init; }

    /// <summary>Gets the candidates that turned out not to be this attempt's task.</summary>
    public IReadOnlyList<ProviderTaskId> Dismissed { get; init; } = [];

    /// <summary>Gets how often the task has been read in vain.</summary>
    public int Checks { get; init; }

    /// <summary>Gets how many callbacks had been stored when the task was last read.</summary>
    public int MessagesSeen { get; init; }

    /// <summary>
    /// Gets how many quick looks are left after a callback that brought nothing new.
    /// </summary>
    public int QuickLooks { get; init; }

    /// <summary>Gets when the task is to be read next.</summary>
    public DateTimeOffset? NextCheckAt { get; init; }

    /// <summary>Gets since when the provider says that it does not know the task.</summary>
    public DateTimeOffset? NotFoundSince { get; init; }

    /// <summary>Gets whether the task was read a last time after the job's deadline.</summary>
    public bool LastRead { get; init; }

    /// <summary>Gets whether the provider was asked to stop the task.</summary>
    public bool CancelSent { get; init; }

    /// <summary>Gets what is known.</summary>
    public AttemptFacts Facts { get; init; } = AttemptFacts.None;

    /// <summary>Gets where the attempt is.</summary>
    [JsonIgnore]
    public AttemptState State => this switch
    {
        { Abandoned: true } => AttemptState.Abandoned,
        { Facts.Delivered.Count: > 0 } => AttemptState.Succeeded,
        { Facts.Seen.Status: ProviderTaskStatus.Succeeded } => AttemptState.Succeeded,
        { Facts.Seen.Status: ProviderTaskStatus.Failed } => AttemptState.Failed,
        { Facts.Seen.Status: ProviderTaskStatus.Canceled } => AttemptState.Canceled,
        { Facts.LostAt: not null } => AttemptState.Lost,
        { Facts.Task: not null } => AttemptState.Accepted,
        { Facts.Refusal: not null } or { GivenUp: not null } => AttemptState.Failed,
        _ when Submission <= Facts.UnsentSubmission => AttemptState.Planned,
        _ when UnknownBy is not null || Facts.UnknownSubmission == Submission => AttemptState.Unknown,
        _ => AttemptState.Submitting,
    };
}
