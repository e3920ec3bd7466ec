using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// Job rows and every way to find them. Decides nothing. Not thread-safe: callers hold the lock.
/// </summary>
internal sealed partial class InMemoryJobs
{
    private readonly Dictionary<JobId, Row> _rows = [];
    private readonly Dictionary<AccountId, Shelf> _accounts = [];
    private readonly SortedSet<(DateTimeOffset At, JobId Job)> _due = new(DueOrder.Instance);
    private readonly SortedSet<(DateTimeOffset At, JobId Job)> _ended = new(DueOrder.Instance);
    private readonly Dictionary<(AccountId Account, string Key), (JobId Job, string Fingerprint)> _keys = [];
    private readonly Dictionary<(string Provider, string Hash), AttemptId> _tokens = [];
    private readonly Dictionary<(string Provider, ProviderTaskId Task), AttemptId> _tasks = [];
    private readonly Dictionary<string, HashSet<JobId>> _places = new(StringComparer.Ordinal);

    /// <summary>Finds a job, whoever's it is.</summary>
    public StoredJob? Find(JobId job) => _rows.GetValueOrDefault(job)?.Stored;

    /// <summary>Finds a job of an account; another account's is none.</summary>
    public StoredJob? Find(AccountId account, JobId job) => Find(job) is { } stored && stored.Job.Account == account ? stored : null;

    /// <summary>Finds the job that an account's key led to.</summary>
    public KeyedJob? FindByKey(AccountId account, IdempotencyKey key) =>
        _keys.TryGetValue((account, key.Value), out var found) ? new KeyedJob(_rows[found.Job].Stored.Job, found.Fingerprint) : null;

    /// <summary>Finds the attempt that a callback token leads to, at its own provider.</summary>
    public AttemptId? FindAttempt(string provider, string tokenHash) =>
        _tokens.TryGetValue((provider, tokenHash), out var attempt) ? attempt : null;

    /// <summary>Finds the attempt that a task is bound to.</summary>
    public AttemptId? FindOwner(string provider, ProviderTaskId task) =>
        _tasks.TryGetValue((provider, task), out var attempt) ? attempt : null;

    /// <summary>Counts the unfinished jobs of an account.</summary>
    public int CountActive(AccountId account) => _accounts.GetValueOrDefault(account)?.Active ?? 0;

    /// <summary>
    /// Reads an account's jobs below an id, newest first: ids sort by their creation.
    /// </summary>
    public List<JobRecord> List(AccountId account, JobId? before, int limit)
    {
        if (!_accounts.TryGetValue(account, out var shelf))
        {
            return [];
        }

        var ids = before is { } below ? shelf.Jobs.GetViewBetween(default, below) : shelf.Jobs;
        return ids.Reverse().Where(id => id != before).Take(limit).Select(id => _rows[id].Stored.Job).ToList();
    }

    /// <summary>
    /// Finds the jobs that a node may lease now, longest due first, and when the next one falls
    /// due that it may take.
    /// </summary>
    public (List<StoredJob> Ready, DateTimeOffset? Next) FindReady(LeaseRequest request, DateTimeOffset now)
    {
        var left = request.TaskLimits.ToDictionary(limit => limit.Key, limit => limit.Value.Left(CountTasks(limit.Key, now)));
        var ready = new List<StoredJob>();
        DateTimeOffset? keptBackUntil = null;
        foreach (var (at, id) in _due)
        {
            var stored = _rows[id].Stored;
            var mine = at <= now
                ? stored.IsLeasable(request.Providers, now)
                : stored.Job.Awaits is null || request.Providers.Contains(stored.Job.Awaits);
            if (!mine)
            {
                continue;
            }

            if (at > now || ready.Count == request.Limit)
            {
                return (ready, at < keptBackUntil ? at : keptBackUntil ?? at);
            }

            if (stored.WouldBeginAt(now) is { } provider && left.TryGetValue(provider, out var places))
            {
                if (places == 0)
                {
                    keptBackUntil = stored.Job.EndBy < keptBackUntil ? stored.Job.EndBy : keptBackUntil ?? stored.Job.EndBy;
                    continue;
                }

                left[provider] = places - 1;
            }

            ready.Add(stored);
        }

        return (ready, keptBackUntil);
    }

    /// <summary>
    /// Finds jobs that ended by then and have nothing left to do, the oldest first.
    /// </summary>
    public List<JobId> FindEnded(DateTimeOffset by, int limit) =>
        _ended.TakeWhile(ended => ended.At <= by).Take(limit).Select(ended => ended.Job).ToList();

    /// <summary>Counts the jobs that take a place at a provider.</summary>
    private int CountTasks(string provider, DateTimeOffset now) =>
        _places.GetValueOrDefault(provider)?.Count(id => _rows[id].Stored.Occupies(now) == provider) ?? 0;

    /// <summary>A job, and what is to go with it.</summary>
    private sealed class Row(StoredJob stored)
    {
        /// <summary>Gets or sets the job as it is.</summary>
        public StoredJob Stored { get; set; } = stored;

        /// <summary>Gets or sets the key that led to it.</summary>
        public (AccountId Account, string Key)? Key { get; set; }

        /// <summary>Gets the callback tokens of all its creates, earlier ones too.</summary>
        public HashSet<(string Provider, string Hash)> Tokens { get; } = [];

        /// <summary>Gets the tasks bound to its attempts.</summary>
        public HashSet<(string Provider, ProviderTaskId Task)> Tasks { get; } = [];

        /// <summary>
        /// Gets the hashes of the callbacks by attempt. Nobody could read a body here, so none is
        /// kept.
        /// </summary>
        public HashSet<(int Attempt, string BodyHash)> Messages { get; } = [];
    }

    /// <summary>An account's jobs.</summary>
    private sealed class Shelf
    {
        /// <summary>Gets the ids, oldest first.</summary>
        public SortedSet<JobId> Jobs { get; } = new(JobOrder.Instance);

        /// <summary>Gets or sets how many are unfinished.</summary>
        public int Active { get; set; }
    }
}
