using Dressora.Providers;

namespace Dressora.Stores;

/// <summary>
/// A job with its lease and signals: the one place that says what leasing, committing and
/// recording do to it.
/// </summary>
/// <remarks>
/// Pure and immutable. A store loads it, calls one method under its lock or transaction, and
/// saves what comes back.
/// </remarks>
public sealed record StoredJob
{
    /// <summary>
    /// How much longer than the job may run its inputs are kept: the storing window and a day.
    /// </summary>
    public static readonly TimeSpan InputsKeptAfterDeadline = TimeSpan.FromHours(30);

    /// <summary>Gets the job.</summary>
    public required JobRecord Job { get; init; }

    /// <summary>Gets the token of the newest lease.</summary>
    public long Token { get; init; }

    /// <summary>
    /// Gets until when the newest lease covers the job; <see langword="null"/> when it was given
    /// back.
    /// </summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Gets how many callbacks, facts and wishes have arrived.</summary>
    public long Signals { get; init; }

    /// <summary>Makes the row of a new job: due at once, unless its acceptor leases it.</summary>
    public static StoredJob Accept(NewJob accepted, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        return new StoredJob
        {
            Token = accepted.LeaseFor is null ? 0 : 1,
            LeasedUntil = now + accepted.LeaseFor,
            Job = accepted.Job with
            {
                CreatedAt = now,
                UpdatedAt = now,
                Version = 1,
                EndBy = now + accepted.EndAfter,
                DueAt = now,
            },
        };
    }

    /// <summary>Tells whether a node may lease the job now.</summary>
    public bool IsLeasable(IReadOnlyCollection<string> providers, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(providers);
        return Job.DueAt <= now
            && !(LeasedUntil > now)
            && (Job.Awaits is null || providers.Contains(Job.Awaits) || IsOrphan(now));
    }

    /// <summary>
    /// Gets at which provider leasing the job now would begin a task; <see langword="null"/> when
    /// it would not.
    /// </summary>
    public string? WouldBeginAt(DateTimeOffset now) => Job.BeginsTask && now < Job.EndBy ? Job.Awaits : null;

    /// <summary>
    /// Gets at which provider the job takes a place; <see langword="null"/> for none. A lease
    /// that was given for a create takes one until it is given back or has run out.
    /// </summary>
    public string? Occupies(DateTimeOffset now) => Job.HasTaskAt ?? (LeasedUntil > now && Job.BeginsTask ? Job.Awaits : null);

    /// <summary>Leases the job.</summary>
    public StoredJob Lease(DateTimeOffset now, TimeSpan duration) => this with { Token = Token + 1, LeasedUntil = now + duration };

    /// <summary>
    /// Prolongs a lease; <see langword="null"/> when the token no longer holds the job, or the
    /// lease has run out and with it its place at a provider.
    /// </summary>
    public StoredJob? Renew(long token, DateTimeOffset now, TimeSpan duration) =>
        token == Token && LeasedUntil is not null && !HasLostItsPlace(now) ? this with { LeasedUntil = now + duration } : null;

    /// <summary>Shows the job as a lease.</summary>
    public JobLease ToLease(DateTimeOffset now) => new(Job, Token, Signals, now);

    /// <summary>Judges a commit, before any credit operation.</summary>
    /// <param name="commit">The decision.</param>
    /// <param name="now">The store's time.</param>
    /// <param name="next">The row to save if the answer is Committed and the ledger agrees; else this row.</param>
    /// <exception cref="InvalidOperationException">The decision moves the job along an arrow that does not exist.</exception>
    public CommitAnswer Commit(JobCommit commit, DateTimeOffset now, out StoredJob next)
    {
        ArgumentNullException.ThrowIfNull(commit);
        next = this;
        if (commit.Token != Token || LeasedUntil is null || HasLostItsPlace(now))
        {
            return new CommitAnswer.Stale();
        }

        if (commit.OnlyIfUnchanged && commit.Signals != Signals)
        {
            return new CommitAnswer.Outdated(ToLease(now));
        }

        if (commit.Job.Status != Job.Status && !JobStatuses.CanMove(Job.Status, commit.Job.Status))
        {
            throw new InvalidOperationException($"{Job.Id} cannot move from {Job.Status} to {commit.Job.Status}.");
        }

        next = this with
        {
            Job = Decide(commit, now),
            LeasedUntil = commit.KeepFor is { } keep ? now + keep : null,
        };
        return new CommitAnswer.Committed(next.ToLease(now));
    }

    /// <summary>
    /// Merges a fact about an attempt; <see langword="null"/> when the job has no such attempt.
    /// </summary>
    public StoredJob? Record(int ordinal, AttemptFact fact, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Learn(ordinal, fact.ToFacts(now), now);
    }

    /// <summary>
    /// Merges a fact, and takes the decision that follows from it over if its lease holds the job and nothing else has arrived.
    /// </summary>
    /// <param name="ordinal">The attempt's place.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="decision">The decision, with the signals before the fact; <see langword="null"/> for none.</param>
    /// <param name="now">The store's time.</param>
    /// <param name="answer">What became of the decision; <see langword="null"/> when there is none.</param>
    /// <returns>The row to save; <see langword="null"/> when the job has no such attempt.</returns>
    /// <exception cref="ArgumentException">The decision has a credit operation, or is about another job.</exception>
    /// <exception cref="InvalidOperationException">The decision moves the job along an arrow that does not exist.</exception>
    public StoredJob? Record(int ordinal, AttemptFact fact, JobCommit? decision, DateTimeOffset now, out CommitAnswer? answer)
    {
        answer = null;
        var learned = Record(ordinal, fact, now);
        if (learned is null || decision is null)
        {
            return learned;
        }

        if (decision.Operation is not null || decision.Forget || decision.Job.Id != Job.Id)
        {
            throw new ArgumentException($"What follows from a fact about {Job.Id} is about that job, and has no credit operation.", nameof(decision));
        }

        // The fact itself is the one signal that the decision has seen beyond its own.
        var counted = decision with { Signals = decision.Signals + 1, OnlyIfUnchanged = true };
        answer = learned.Commit(counted, now, out var next);
        return next;
    }

    /// <summary>
    /// Notes a callback that was stored; <see langword="null"/> when the job has no such attempt.
    /// </summary>
    public StoredJob? Receive(CallbackMessage message, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        var ordinal = message.Attempt.Ordinal;
        if (ordinal < 1 || ordinal > Job.Attempts.Count)
        {
            return null;
        }

        return Learn(
            ordinal,
            new AttemptFacts
            {
                Messages = Job.Attempts[ordinal - 1].Facts.Messages + 1,
                Candidates = message.Task is { } task ? [task] : [],
            },
            now);
    }

    /// <summary>
    /// Notes the wish to cancel. Nothing changes on an ended job, and the first wish counts.
    /// </summary>
    public StoredJob RequestCancel(DateTimeOffset now) => Job.Status.IsTerminal() || Job.CancelRequestedAt is not null
        ? this
        : Signal(Job with { CancelRequestedAt = now }, now);

    /// <summary>Notes the wish to erase, and with it to cancel.</summary>
    public StoredJob RequestErase(DateTimeOffset now) => Job.EraseRequestedAt is not null
        ? this
        : Signal(Job with { EraseRequestedAt = now, CancelRequestedAt = Job.CancelRequestedAt ?? now }, now);

    // Nobody else has taken the job up, but its place at the provider was free again from the lease's end on.
    private bool HasLostItsPlace(DateTimeOffset now) => LeasedUntil <= now && Job.BeginsTask;

    private StoredJob? Learn(int ordinal, AttemptFacts facts, DateTimeOffset now)
    {
        if (ordinal < 1 || ordinal > Job.Attempts.Count)
        {
            return null;
        }

        var attempt = Job.Attempts[ordinal - 1];
        var merged = attempt.Facts.Merge(facts);
        return Signal(Job.With(attempt with { Facts = Job.ErasedAt is null ? merged : merged.WithoutUrls() }), now);
    }

    private StoredJob Signal(JobRecord job, DateTimeOffset now) => this with
    {
        Job = job with { DueAt = now, UpdatedAt = now, Version = Job.Version + 1 },
        Signals = Signals + 1,
    };

    /// <summary>
    /// Takes the decisions from the commit, and the facts and wishes from whoever knows more.
    /// </summary>
    private JobRecord Decide(JobCommit commit, DateTimeOffset now)
    {
        var attempts = commit.Job.Attempts.ToArray();
        for (var i = 0; i < Job.Attempts.Count; i++)
        {
            var facts = Job.Attempts[i].Facts.Merge(attempts[i].Facts);
            attempts[i] = attempts[i] with { Facts = commit.Job.ErasedAt is null ? facts : facts.WithoutUrls() };
        }

        return commit.Job with
        {
            Attempts = attempts,
            CancelRequestedAt = Job.CancelRequestedAt,
            EraseRequestedAt = Job.EraseRequestedAt,
            CreatedAt = Job.CreatedAt,
            EndBy = Job.EndBy,
            UpdatedAt = now,
            Version = Job.Version + 1,
            DueAt = commit.Signals == Signals ? commit.Job.DueAt : now,
        };
    }

    // The nodes that have the provider go first; a job whose provider nobody has any more is still ended on time.
    private bool IsOrphan(DateTimeOffset now) => (Job.StoreBy ?? Job.EndBy) + LeaseRequest.Grace <= now;
}
