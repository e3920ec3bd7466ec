using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <content>Rows come, change and go, and every index with them.</content>
internal sealed partial class InMemoryJobs
{
    private readonly Queue<(DateTimeOffset At, JobId Job, int Attempt, string BodyHash)> _messages = [];

    /// <summary>Adds a new job with the key that it consumes.</summary>
    public void Add(StoredJob stored, IdempotencyKey? key, string fingerprint)
    {
        var job = stored.Job;
        var row = new Row(stored);
        _rows.Add(job.Id, row);
        if (!_accounts.TryGetValue(job.Account, out var shelf))
        {
            _accounts.Add(job.Account, shelf = new Shelf());
        }

        shelf.Jobs.Add(job.Id);
        if (key is { } consumed)
        {
            row.Key = (job.Account, consumed.Value);
            _keys.Add(row.Key.Value, (job.Id, fingerprint));
        }

        Index(row);
    }

    /// <summary>Puts what became of a job in its place.</summary>
    public void Save(StoredJob stored)
    {
        var row = _rows[stored.Job.Id];
        Unindex(row);
        row.Stored = stored;
        Index(row);
    }

    /// <summary>
    /// Lets go of a job and of all that led to it; one that is not there is a success.
    /// </summary>
    public void Remove(JobId job)
    {
        if (!_rows.Remove(job, out var row))
        {
            return;
        }

        Unindex(row);
        var shelf = _accounts[row.Stored.Job.Account];
        shelf.Jobs.Remove(job);
        if (shelf.Jobs.Count == 0)
        {
            _accounts.Remove(row.Stored.Job.Account);
        }

        if (row.Key is { } key)
        {
            _keys.Remove(key);
        }

        row.Tokens.ToList().ForEach(token => _tokens.Remove(token));
        row.Tasks.ToList().ForEach(task => _tasks.Remove(task));
    }

    /// <summary>Binds a task to an attempt.</summary>
    public void Bind(string provider, ProviderTaskId task, AttemptId attempt)
    {
        _tasks[(provider, task)] = attempt;
        _rows[attempt.Job].Tasks.Add((provider, task));
    }

    /// <summary>
    /// Notes a callback, unless it is known or the attempt has as many as are kept.
    /// </summary>
    public ReceiptAnswer AddMessage(CallbackMessage message, DateTimeOffset now)
    {
        var messages = _rows[message.Attempt.Job].Messages;
        var ordinal = message.Attempt.Ordinal;
        if (messages.Contains((ordinal, message.BodyHash)))
        {
            return ReceiptAnswer.Duplicate;
        }

        if (messages.Count(known => known.Attempt == ordinal) >= CallbackMessage.PerAttemptMax)
        {
            return ReceiptAnswer.Full;
        }

        messages.Add((ordinal, message.BodyHash));
        _messages.Enqueue((now, message.Attempt.Job, ordinal, message.BodyHash));
        return ReceiptAnswer.Stored;
    }

    /// <summary>Forgets the callbacks of a job.</summary>
    public void RemoveMessages(JobId job) => _rows[job].Messages.Clear();

    /// <summary>
    /// Forgets callbacks that came by then, in the order in which they came, and says how many.
    /// </summary>
    public int RemoveMessages(DateTimeOffset by, int limit)
    {
        var removed = 0;
        while (removed < limit && _messages.TryPeek(out var oldest) && oldest.At <= by)
        {
            _messages.Dequeue();
            if (_rows.TryGetValue(oldest.Job, out var row) && row.Messages.Remove((oldest.Attempt, oldest.BodyHash)))
            {
                removed++;
            }
        }

        return removed;
    }

    /// <summary>Enters a row everywhere it is to be found.</summary>
    private void Index(Row row)
    {
        var job = row.Stored.Job;
        _accounts[job.Account].Active += job.Status.IsTerminal() ? 0 : 1;
        if (job.DueAt is { } due)
        {
            _due.Add((ReadyAt(row.Stored, due), job.Id));
        }
        else if (job.FinishedAt is { } end)
        {
            _ended.Add((end, job.Id));
        }

        if (Place(job) is { } provider)
        {
            if (!_places.TryGetValue(provider, out var places))
            {
                _places.Add(provider, places = []);
            }

            places.Add(job.Id);
        }

        foreach (var attempt in job.Attempts)
        {
            if (attempt.TokenHash is { } hash && row.Tokens.Add((attempt.Candidate.Provider, hash)))
            {
                _tokens[(attempt.Candidate.Provider, hash)] = new AttemptId(job.Id, attempt.Ordinal);
            }
        }
    }

    /// <summary>Takes a row out of what its next state may change.</summary>
    private void Unindex(Row row)
    {
        var job = row.Stored.Job;
        _accounts[job.Account].Active -= job.Status.IsTerminal() ? 0 : 1;
        if (job.DueAt is { } due)
        {
            _due.Remove((ReadyAt(row.Stored, due), job.Id));
        }
        else if (job.FinishedAt is { } end)
        {
            _ended.Remove((end, job.Id));
        }

        if (Place(job) is { } provider)
        {
            _places[provider].Remove(job.Id);
        }
    }

    /// <summary>At which provider a job takes a place, or would if it were leased.</summary>
    private static string? Place(JobRecord job) => job.HasTaskAt ?? (job.BeginsTask ? job.Awaits : null);

    // While a lease covers a job it is not ready before the lease ends.
    private static DateTimeOffset ReadyAt(StoredJob stored, DateTimeOffset due) => stored.LeasedUntil > due ? stored.LeasedUntil.Value : due;
}
