using Dressora.Stores;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>A look for due jobs, from the question to the answer.</summary>
internal sealed class JobSearch(PostgreSqlDatabase database, LeaseRequest request)
{
    private readonly string[] _providers = [string.Empty, .. request.Providers]; // A job that awaits nobody is anybody's.
    private readonly List<(JobId Job, long Token)> _leased = [];
    private readonly Dictionary<JobId, (JobRecord Job, long Signals)> _jobs = [];
    private readonly List<Due> _due = [];
    private DateTimeOffset _now;

    /// <summary>Adds what finds and leases.</summary>
    public void Ask(Trip trip)
    {
        var limits = request.TaskLimits;
        var counted = _providers.Where(provider => limits.TryGetValue(provider, out var limit) && limit.Tasks is not null).ToArray();
        trip.Add(CreditStatements.Begin).Ask(CreditStatements.Settings, Trip.Ignore);
        if (counted.Length > 0)
        {
            trip.Ask(database.JobStatements.LockPlaces, Trip.Ignore, Trip.Value(counted));
        }

        trip.Ask(CreditStatements.Clock, row => _now = row.GetTime(0), Trip.Value(database.FindTime()))
            .Ask(
                database.LeaseStatements.DueJobs,
                ReadDue,
                Trip.Value(database.FindTime()),
                Trip.Value(_providers),
                Trip.Value(request.Limit + 1L)) // One more than asked for tells whether some are left over.
            .Ask(
                database.LeaseStatements.Lease,
                row => _leased.Add((new JobId(row.GetGuid(0)), row.GetInt64(1))),
                Trip.Value(database.FindTime()),
                Trip.Value((long)request.Limit),
                Trip.Value(request.Duration.Ticks),
                Trip.Value(LeaseRequest.Grace.Ticks),
                Trip.Value(_providers),
                Column.Of(_providers, provider => limits.TryGetValue(provider, out var limit) ? limit.Begun : long.MaxValue),
                Column.Of(_providers, provider => limits.TryGetValue(provider, out var limit) ? limit.Tasks : (long?)null));
    }

    /// <summary>Adds what reads the jobs that were leased.</summary>
    public void AskJobs(Trip trip)
    {
        if (_leased.Count > 0)
        {
            trip.Ask(
                database.JobStatements.JobsById,
                row =>
                {
                    var found = JobRows.ReadJob(row);
                    _jobs.Add(found.Job.Id, found);
                },
                Trip.Value(_leased.ConvertAll(leased => leased.Job.Value).ToArray()));
        }
    }

    /// <summary>Puts the answer together.</summary>
    public LeaseAnswer Answer() => new(
        _leased.ConvertAll(leased => new JobLease(_jobs[leased.Job].Job, leased.Token, _jobs[leased.Job].Signals, _now)), _now, FindNext());

    private DateTimeOffset? FindNext()
    {
        _due.RemoveAll(due => _jobs.ContainsKey(due.Job));
        var times = _due.Where(due => due.ReadyAt > _now).Select(due => due.ReadyAt);

        // What was not leased although there was room is kept back, or in somebody's hands: looking again at once would find it there still.
        times = times.Concat(_leased.Count == request.Limit
            ? _due.Where(due => due.ReadyAt <= _now).Select(due => due.ReadyAt)
            : _due.Where(due => due.ReadyAt <= _now && due.BeginsTask && due.EndsAt > _now && request.TaskLimits.ContainsKey(due.Provider))
                .Select(due => due.EndsAt));
        return times.Select(time => (DateTimeOffset?)time).Min();
    }

    private void ReadDue(NpgsqlDataReader row) =>
        _due.Add(new Due(new JobId(row.GetGuid(0)), row.GetTime(1), row.GetTime(2), row.GetString(3), row.GetBoolean(4)));

    private readonly record struct Due(JobId Job, DateTimeOffset ReadyAt, DateTimeOffset EndsAt, string Provider, bool BeginsTask);
}
