using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.PostgreSql;

/// <summary>The jobs of a batch, and what leads to them: as loaded, then as each piece of work leaves them for the next.</summary>
internal sealed class JobShelf
{
    private readonly Dictionary<JobId, JobStepRow> _steps = [];
    private readonly Dictionary<JobId, JobChange> _jobs = [];
    private readonly Dictionary<AccountId, long> _active = [];
    private readonly Dictionary<AccountId, long> _uploads = [];
    private readonly Dictionary<(AccountId, IdempotencyKey), KeyedJob> _keys = [];
    private readonly Dictionary<(string, ProviderTaskId), AttemptId> _owners = [];
    private readonly HashSet<(AttemptId, string)> _messages = [];

    /// <summary>Gets the jobs that were found or made.</summary>
    public IEnumerable<JobChange> Jobs => _jobs.Values;

    /// <summary>Gets the tasks that were bound.</summary>
    public List<(string Provider, ProviderTaskId Task, AttemptId Attempt)> Bound { get; } = [];

    /// <summary>Gets the callbacks that came.</summary>
    public List<(CallbackMessage Message, byte[] Body, DateTimeOffset At)> Received { get; } = [];

    /// <summary>Gets the jobs whose callbacks go.</summary>
    public List<JobId> Silenced { get; } = [];

    /// <summary>Gets the uploads that are kept longer.</summary>
    public List<(AccountId Account, UploadId Upload, DateTimeOffset Until)> Kept { get; } = [];

    /// <summary>Gets the uploads that came.</summary>
    public List<UploadRecord> Uploads { get; } = [];

    public void AddStep(JobStepRow step) => _steps.Add(step.Job, step);

    public void AddJob((JobRecord Job, long Signals) row)
    {
        // What was not there to be locked was made since: it is as if it had been made afterwards.
        if (_steps.TryGetValue(row.Job.Id, out var step))
        {
            var stored = new StoredJob { Job = row.Job, Signals = row.Signals, Token = step.Token, LeasedUntil = step.LeasedUntil };
            _jobs.Add(row.Job.Id, new JobChange(stored));
        }
    }

    public void AddActive(AccountId account, long count) => _active[account] = count;

    public void AddUploads(AccountId account, long count) => _uploads[account] = count;

    public void AddKey((AccountId, IdempotencyKey) key, KeyedJob job) => _keys[key] = job;

    public void AddOwner((string, ProviderTaskId) task, AttemptId attempt) => _owners[task] = attempt;

    public void AddMessage(AttemptId attempt, string bodyHash) => _messages.Add((attempt, bodyHash));

    /// <summary>Tells whether a job that was written may be leased by now.</summary>
    public bool HasDue(DateTimeOffset now) => _jobs.Values.Any(
        job => job.Present is { } stored && !ReferenceEquals(stored, job.Found) && stored.Job.DueAt <= now && !(stored.LeasedUntil > now));

    /// <summary>Finds a job, whoever's it is.</summary>
    public StoredJob? Find(JobId job) => _jobs.GetValueOrDefault(job)?.Present;

    /// <summary>Finds the job that an account's key led to, as it is now.</summary>
    public KeyedJob? FindByKey(AccountId account, IdempotencyKey key) => _keys.GetValueOrDefault((account, key)) is { } keyed
        ? keyed with { Job = Find(keyed.Job.Id)?.Job ?? keyed.Job }
        : null;

    /// <summary>Finds the attempt that a task is bound to.</summary>
    public AttemptId? FindOwner(string provider, ProviderTaskId task) =>
        _owners.TryGetValue((provider, task), out var owner) ? owner : null;

    /// <summary>Counts the unfinished jobs of an account that was asked for.</summary>
    public long CountActive(AccountId account) => _active[account];

    /// <summary>Counts the usable uploads of an account that was asked for.</summary>
    public long CountUploads(AccountId account) => _uploads[account];

    /// <summary>Counts the callbacks of an attempt that was asked for.</summary>
    public int CountMessages(AttemptId attempt) => _messages.Count(known => known.Item1 == attempt);

    /// <summary>Tells whether a callback is known.</summary>
    public bool HasMessage(CallbackMessage message) => _messages.Contains((message.Attempt, message.BodyHash));

    /// <summary>Adds a new job, with the key that it consumes.</summary>
    public void Add(StoredJob stored, IdempotencyKey? key, string fingerprint)
    {
        _jobs[stored.Job.Id] = new JobChange(stored, key, fingerprint);
        _active[stored.Job.Account]++;
        if (key is { } consumed)
        {
            _keys[(stored.Job.Account, consumed)] = new KeyedJob(stored.Job, fingerprint);
        }
    }

    /// <summary>Puts what became of a job in its place.</summary>
    public void Save(StoredJob stored)
    {
        var change = _jobs[stored.Job.Id];
        Count(stored.Job.Account, change.Present, stored);
        change.Present = stored;
    }

    /// <summary>Lets go of a job and of all that led to it.</summary>
    public void Remove(JobId job)
    {
        var change = _jobs[job];
        Count(change.Present!.Job.Account, change.Present, null);
        change.Present = null;
        _keys.Where(key => key.Value.Job.Id == job).ToList().ForEach(key => _keys.Remove(key.Key));
        Silence(job);
    }

    /// <summary>Binds a task to an attempt.</summary>
    public void Bind(string provider, ProviderTaskId task, AttemptId attempt)
    {
        if (_owners.TryAdd((provider, task), attempt))
        {
            Bound.Add((provider, task, attempt));
        }
    }

    /// <summary>Notes a callback.</summary>
    public void Receive(CallbackMessage message, byte[] body, DateTimeOffset now)
    {
        _messages.Add((message.Attempt, message.BodyHash));
        Received.Add((message, body, now));
    }

    /// <summary>Forgets the callbacks of a job.</summary>
    public void Silence(JobId job)
    {
        _messages.RemoveWhere(known => known.Item1.Job == job);
        Received.RemoveAll(received => received.Message.Attempt.Job == job);
        Silenced.Add(job);
    }

    /// <summary>Notes an upload.</summary>
    public void Add(UploadRecord upload)
    {
        _uploads[upload.Account]++;
        Uploads.Add(upload);
    }

    private void Count(AccountId account, StoredJob? before, StoredJob? after)
    {
        if (_active.TryGetValue(account, out var count))
        {
            _active[account] = count - IsActive(before) + IsActive(after);
        }
    }

    private static int IsActive(StoredJob? stored) => stored?.Job.Status.IsTerminal() == false ? 1 : 0;
}
