using Dressora.Providers;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Locks jobs, and loads what work on them needs.</summary>
internal sealed class JobLoad
{
    private readonly HashSet<JobId> _jobs = [];
    private readonly HashSet<JobId> _placed = [];
    private readonly HashSet<AccountId> _accepting = [];
    private readonly HashSet<AccountId> _uploading = [];
    private readonly List<(AccountId Account, IdempotencyKey Key)> _keys = [];
    private readonly HashSet<ProviderTaskId> _tasks = [];
    private readonly List<AttemptId> _attempts = [];

    /// <summary>Gets what was loaded.</summary>
    public JobShelf Shelf { get; } = new();

    /// <summary>Asks for a job.</summary>
    public void Include(JobId job) => _jobs.Add(job);

    /// <summary>Asks for a job that may have been leased to begin a task: its place is held until the transaction ends.</summary>
    public void IncludeWithPlace(JobId job)
    {
        _jobs.Add(job);
        _placed.Add(job);
    }

    /// <summary>Asks for what an acceptance needs: the account to itself, and how many jobs it has.</summary>
    public void IncludeAcceptance(AccountId account, IdempotencyKey? key)
    {
        _accepting.Add(account);
        if (key is { } known)
        {
            _keys.Add((account, known));
        }
    }

    /// <summary>Asks for whose a task is, at any provider: which one it is, the job knows.</summary>
    public void Include(ProviderTaskId task) => _tasks.Add(task);

    /// <summary>Asks for the callbacks of an attempt, and its job.</summary>
    public void Include(AttemptId attempt)
    {
        _jobs.Add(attempt.Job);
        _attempts.Add(attempt);
    }

    /// <summary>Asks for how many uploads an account has, and for the account to itself.</summary>
    public void IncludeUploads(AccountId account) => _uploading.Add(account);

    /// <summary>Adds the statements that lock.</summary>
    public void Lock(Trip trip, PostgreSqlDatabase database)
    {
        var statements = database.JobStatements;
        if (_accepting.Count + _uploading.Count > 0)
        {
            trip.Ask(statements.LockAcceptances, Trip.Ignore, Trip.Value(Names(_accepting.Union(_uploading))));
        }

        if (_jobs.Count > 0)
        {
            trip.Ask(statements.LockJobs, row => Shelf.AddStep(JobRows.ReadStep(row)), Trip.Value(Ids(_jobs)));
        }

        if (_placed.Count > 0)
        {
            trip.Ask(statements.HoldPlaces, Trip.Ignore, Trip.Value(Ids(_placed)));
        }
    }

    /// <summary>Adds the statements that read what was asked for.</summary>
    public void Read(Trip trip, PostgreSqlDatabase database)
    {
        var statements = database.JobStatements;
        if (_jobs.Count > 0)
        {
            trip.Ask(statements.JobsById, row => Shelf.AddJob(JobRows.ReadJob(row)), Trip.Value(Ids(_jobs)));
        }

        if (_accepting.Count > 0)
        {
            trip.Ask(statements.ActiveJobs, row => Shelf.AddActive(new AccountId(row.GetString(0)), row.GetInt64(1)), Trip.Value(Names(_accepting)));
        }

        if (_keys.Count > 0)
        {
            trip.Ask(
                statements.JobsByKey,
                row => Shelf.AddKey(_keys[Place(row)], JobRows.ReadKeyed(row, 1)),
                Trip.Value(_keys.ConvertAll(key => key.Account.Value).ToArray()),
                Trip.Value(_keys.ConvertAll(key => key.Key.Value).ToArray()));
        }

        if (_tasks.Count > 0)
        {
            trip.Ask(
                statements.TaskOwners,
                row => Shelf.AddOwner((row.GetString(0), new ProviderTaskId(row.GetString(1))), JobRows.ReadAttempt(row, 2)),
                Trip.Value<string[]>([.. _tasks.Select(task => task.Value)]));
        }

        if (_attempts.Count > 0)
        {
            trip.Ask(
                statements.MessagesOf,
                row => Shelf.AddMessage(_attempts[Place(row)], row.GetString(1)),
                Trip.Value(_attempts.ConvertAll(attempt => attempt.Job.Value).ToArray()),
                Trip.Value(_attempts.ConvertAll(attempt => attempt.Ordinal).ToArray()));
        }

        if (_uploading.Count > 0)
        {
            trip.Ask(
                statements.LiveUploads,
                row => Shelf.AddUploads(new AccountId(row.GetString(0)), row.GetInt64(1)),
                Trip.Value(database.FindTime()),
                Trip.Value(Names(_uploading)));
        }
    }

    private static int Place(NpgsqlDataReader row) => (int)row.GetInt64(0) - 1;

    private static Guid[] Ids(IEnumerable<JobId> jobs) => [.. jobs.Select(job => job.Value)];

    private static string[] Names(IEnumerable<AccountId> accounts) => [.. accounts.Select(account => account.Value)];
}
