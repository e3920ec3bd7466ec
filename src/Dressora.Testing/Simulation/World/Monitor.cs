using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Testing;

/// <summary>
/// Looks at a job whenever something happened to it, and says what may not be. It knows no step
/// and no machine: only the records, the books and the storage.
/// </summary>
internal sealed class Monitor(SimulatedWorld world, IJobStore store, ICreditLedger ledger, IResultStore results, int tasksMax = int.MaxValue)
{
    private readonly Dictionary<JobId, Watched> _jobs = [];
    private readonly List<string> _violations = [];
    private readonly HashSet<Strike> _strikes = [];
    private readonly Dictionary<(JobId, int), HashSet<string>> _bodies = [];
    private readonly Dictionary<HoldId, string> _endings = [];

    /// <summary>Gets what may not be and was.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Gets the faults that struck, and where.</summary>
    public IReadOnlySet<Strike> Strikes => _strikes;

    /// <summary>Gets the jobs as they were seen last, those that were forgotten since too.</summary>
    public IEnumerable<JobRecord> Records => _jobs.Values.Select(watched => watched.Record).OfType<JobRecord>();

    /// <summary>Gets the arrows along which jobs have moved.</summary>
    public HashSet<(JobStatus From, JobStatus To)> JobArrows { get; } = [];

    /// <summary>Gets the arrows along which attempts have moved.</summary>
    public HashSet<(AttemptState From, AttemptState To)> AttemptArrows { get; } = [];

    /// <summary>Finds which of the simulation's jobs an id belongs to.</summary>
    public int? IndexOf(JobId job) => _jobs.TryGetValue(job, out var watched) ? watched.Index : null;

    /// <summary>Finds the job that was accepted for a number.</summary>
    public JobId? JobAt(int index) => _jobs.Where(pair => pair.Value.Index == index && pair.Value.Record is not null).Select(pair => (JobId?)pair.Key).FirstOrDefault();

    /// <summary>Finds a job as it was seen last.</summary>
    public JobRecord? RecordOf(JobId job) => _jobs.GetValueOrDefault(job)?.Record;

    /// <summary>Names an attempt for people.</summary>
    public string Name(AttemptId attempt) => $"job {IndexOf(attempt.Job)} attempt {attempt.Ordinal}";

    /// <summary>Finds the job that wrote down a staged copy's name.</summary>
    public JobId? JobOfCopy(string name) => _jobs
        .Where(pair => pair.Value.Record?.Attempts.Any(attempt => attempt.Staged.Any(copy => copy.Name == name)) == true)
        .Select(pair => (JobId?)pair.Key)
        .FirstOrDefault();

    /// <summary>Finds the job that an input belongs to.</summary>
    public JobId? JobOfInput(StorageKey key) => _jobs
        .Where(pair => pair.Value.Record?.Inputs.Any(input => input.Key == key) == true)
        .Select(pair => (JobId?)pair.Key)
        .FirstOrDefault();

    /// <summary>Says what may not be and is. The world stops at it.</summary>
    public void Fail(string violation)
    {
        world.Tell("monitor", () => $"VIOLATION {violation}");
        _violations.Add(violation);
    }

    /// <summary>Notes that a fault struck, and where it found its job.</summary>
    public void Struck(FaultKind kind, JobId job) => _strikes.Add(new Strike(kind, JobStages.Of(RecordOf(job))));

    /// <summary>Begins to watch a job that is about to be accepted.</summary>
    public void Expect(JobId job, AccountId account, int index) => _jobs[job] = new Watched(account, index);

    /// <summary>Notes the body of a genuine or forged callback that a node is sent.</summary>
    public void Sent(AttemptId attempt, string body)
    {
        if (!_bodies.TryGetValue((attempt.Job, attempt.Ordinal), out var bodies))
        {
            _bodies.Add((attempt.Job, attempt.Ordinal), bodies = []);
        }

        bodies.Add(body);
    }

    /// <summary>
    /// Notes how the host's own ledger is asked to end a hold: again and again, but never
    /// differently.
    /// </summary>
    public void Finishing(HoldId hold, string how)
    {
        if (!_endings.TryAdd(hold, how) && _endings[hold] != how)
        {
            Fail($"{hold}: the ledger was asked to {_endings[hold]}, and now to {how}");
        }
    }

    /// <summary>Looks at a job.</summary>
    public void Look(JobId? about)
    {
        if (about is not { } job || !_jobs.TryGetValue(job, out var watched))
        {
            return;
        }

        var record = Blocking.Wait(store.FindAsync(watched.Account, job));
        var before = watched.Record;
        if (record is not null && record.Version != before?.Version)
        {
            watched.Record = record;
            world.Tell("job " + watched.Index, () => Describe(record));
            Compare(before, record, watched.Index);
            CheckPlaces(record);
        }
    }

    private static string Describe(JobRecord job) =>
        $"{job.Status} {job.Hold}{(job.Verdict is null ? null : " verdict " + job.Verdict.Status)}"
        + string.Concat(job.Attempts.Select(attempt => $" [{attempt.Candidate.Provider} {attempt.State} #{attempt.Submission} {attempt.Facts.Task} m{attempt.Facts.Messages}]"))
        + $" due {(job.DueAt - SimulatedWorld.Beginning)?.TotalSeconds:0.0}{(job.CancelRequestedAt is null ? null : " cancel")}{(job.EraseRequestedAt is null ? null : " erase")}"
        + $"{(job.Error is null ? null : " " + job.Error.Code)}";

    private void Compare(JobRecord? before, JobRecord now, int index)
    {
        if (before?.Status.IsTerminal() == true
            && (before.Status != now.Status || before.Charged != now.Charged || before.Hold != now.Hold || before.Error != now.Error))
        {
            Fail($"job {index}: it had ended as {before.Status} and is now {now.Status}");
        }

        if (now.Status.IsTerminal() && before?.Status.IsTerminal() != true)
        {
            CheckEnd(now, index);
        }
        else if (!now.Status.IsTerminal() && now.ToJob().Results.Count > 0)
        {
            Fail($"job {index}: results can be read before it has ended");
        }

        if (before is not null && before.Status != now.Status)
        {
            JobArrows.Add((before.Status, now.Status));
        }

        foreach (var (earlier, later) in (before?.Attempts ?? []).Zip(now.Attempts))
        {
            if (earlier.State != later.State)
            {
                AttemptArrows.Add((earlier.State, later.State));
            }

            if (Rank(later.State) < Rank(earlier.State) && !(later.State == AttemptState.Planned && earlier.State != AttemptState.Accepted && Rank(earlier.State) < 3))
            {
                Fail($"job {index} attempt {later.Ordinal}: it went back from {earlier.State} to {later.State}");
            }
        }

        if (!now.Status.IsTerminal() && now.Failures == 0 && HasNews(now) && !(now.DueAt <= world.Now))
        {
            Fail($"job {index}: something arrived, and it is not due before {now.DueAt:O}");
        }

        CheckMessages(now, index);
    }

    // After a failed step a job may wait although there is news; else nothing overwrites a wake-up.
    private static bool HasNews(JobRecord job) =>
        (job.Attempt is { State: AttemptState.Accepted } attempt && attempt.Facts.Messages > attempt.MessagesSeen)
        || (job.CancelRequestedAt is not null && job.Verdict is null && job.Attempt is null or { State: AttemptState.Planned });

    /// <summary>No provider has more tasks under way than the host allows itself.</summary>
    private void CheckPlaces(JobRecord changed)
    {
        if (changed.HasTaskAt is { } provider && Records.Count(job => job.HasTaskAt == provider) is var underWay && underWay > tasksMax)
        {
            Fail($"{provider} has {underWay} tasks under way, and {tasksMax} are allowed");
        }
    }

    /// <summary>No message counts twice, however often it was delivered.</summary>
    private void CheckMessages(JobRecord now, int index)
    {
        if (now.ErasedAt is not null)
        {
            return; // What was sent is forgotten with the job, and so is that it came before.
        }

        foreach (var attempt in now.Attempts)
        {
            var sent = _bodies.GetValueOrDefault((now.Id, attempt.Ordinal))?.Count ?? 0;
            if (attempt.Facts.Messages > sent)
            {
                Fail($"job {index} attempt {attempt.Ordinal}: {attempt.Facts.Messages} messages are counted, {sent} different ones were sent");
            }
        }
    }

    /// <summary>A job that has ended: its hold, its charge and its results agree.</summary>
    private void CheckEnd(JobRecord job, int index)
    {
        var hold = Blocking.Wait(ledger.FindHoldAsync(job.Account, HoldId.For(job.Id)));
        var settled = hold?.Status == HoldStatus.Settled ? hold.Settled : Credits.Zero;
        if (hold is null or { Status: HoldStatus.Open })
        {
            Fail($"job {index}: it ended as {job.Status}, and its hold is {hold?.Status.ToString() ?? "missing"}");
        }

        if (settled != job.Charged)
        {
            Fail($"job {index}: it says that {job.Charged} were charged, and the ledger that {settled} were");
        }

        // Who erases a job that the provider completes all the same pays for it, and has given up reading it.
        var readable = (job with { EraseRequestedAt = null }).ToJob().Results;
        if (job.Charged != job.PricePerOutput * readable.Count)
        {
            Fail($"job {index}: {job.Charged} were charged for {readable.Count} results");
        }

        foreach (var result in readable)
        {
            using var bytes = Blocking.Wait(results.OpenAsync(result.Key));
            if (bytes is null && job.EraseRequestedAt is null)
            {
                Fail($"job {index}: result {result.Index} is announced and cannot be read");
            }
        }
    }

    /// <summary>How far along an attempt is; it never becomes less.</summary>
    private static int Rank(AttemptState state) => state switch
    {
        AttemptState.Planned => 0,
        AttemptState.Submitting => 1,
        AttemptState.Unknown => 2,
        AttemptState.Accepted => 3,
        _ => 4,
    };

    /// <summary>A job, and how it was when it was last looked at.</summary>
    private sealed class Watched(AccountId account, int index)
    {
        public AccountId Account { get; } = account;

        public int Index { get; } = index;

        public JobRecord? Record { get; set; }
    }
}
