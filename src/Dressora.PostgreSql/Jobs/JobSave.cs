using System.Text;
using Dressora.Stores;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Adds what became of the jobs of a batch to a trip: one statement for each kind of row, however many jobs.</summary>
internal static class JobSave
{
    /// <summary>Adds the statements, as few as there is something to say.</summary>
    public static void Add(Trip trip, JobStatements statements, JobShelf shelf)
    {
        AddRemoved(trip, statements, shelf);
        AddNew(trip, statements, shelf.Jobs.Where(job => job is { Found: null, Present: not null }).ToArray());
        AddChanged(trip, statements, shelf.Jobs.Where(job => job.Found is not null && job.Present is not null).ToArray());
        AddTokens(trip, statements, shelf);
        AddTasks(trip, statements, [.. shelf.Bound.Where(bound => shelf.Find(bound.Attempt.Job) is not null)]);
        AddMessages(trip, statements, [.. shelf.Received]);
        AddUploads(trip, statements, shelf);
    }

    private static void AddRemoved(Trip trip, JobStatements statements, JobShelf shelf)
    {
        var removed = shelf.Jobs.Where(job => job is { Found: not null, Present: null }).Select(job => job.Found!.Job.Id.Value).ToArray();
        if (removed.Length > 0)
        {
            Array.ForEach(statements.DeleteJobs, statement => trip.Add(statement, Trip.Value(removed)));
        }

        var silenced = shelf.Silenced.Where(job => shelf.Find(job) is not null).Select(job => job.Value).ToArray();
        if (silenced.Length > 0)
        {
            trip.Add(statements.DeleteMessages, Trip.Value(silenced));
        }
    }

    private static void AddNew(Trip trip, JobStatements statements, JobChange[] added)
    {
        if (added.Length == 0)
        {
            return;
        }

        trip.Add(
            statements.InsertJobs,
            [
                .. Jobs(added),
                Column.Of(added, job => job.Present!.Job.Account.Value),
                Column.Of(added, job => job.Key?.Value),
                Column.Of(added, job => job.Key is null ? null : job.Fingerprint),
            ]);
        trip.Add(statements.InsertSteps, Steps(added));
    }

    private static void AddChanged(Trip trip, JobStatements statements, JobChange[] jobs)
    {
        var changed = Array.FindAll(jobs, job => !ReferenceEquals(job.Present, job.Found));
        var rewritten = Array.FindAll(changed, job => !ReferenceEquals(job.Present!.Job, job.Found!.Job));
        if (rewritten.Length > 0)
        {
            trip.Add(statements.UpdateJobs, Jobs(rewritten));
        }

        if (changed.Length > 0)
        {
            trip.Add(statements.UpdateSteps, Steps(changed));
        }
    }

    private static void AddTokens(Trip trip, JobStatements statements, JobShelf shelf)
    {
        var tokens = shelf.Jobs.Where(job => job.Present is not null).SelectMany(NewTokens).ToArray();
        if (tokens.Length > 0)
        {
            trip.Add(
                statements.InsertTokens,
                Column.Of(tokens, token => token.Attempt.Candidate.Provider),
                Column.Of(tokens, token => token.Attempt.TokenHash!),
                Column.Of(tokens, token => token.Job.Value),
                Column.Of(tokens, token => token.Attempt.Ordinal));
        }
    }

    // Tokens are added and never taken away: each create of an attempt had its own.
    private static IEnumerable<(JobId Job, AttemptRecord Attempt)> NewTokens(JobChange job)
    {
        var known = job.Found?.Job.Attempts ?? [];
        return job.Present!.Job.Attempts
            .Where(attempt => attempt.TokenHash is { } hash && (attempt.Ordinal > known.Count || known[attempt.Ordinal - 1].TokenHash != hash))
            .Select(attempt => (job.Present.Job.Id, attempt));
    }

    // In one order everywhere: two batches that bind the same tasks then wait for one another, and never in a circle.
    private static void AddTasks(Trip trip, JobStatements statements, (string Provider, Providers.ProviderTaskId Task, Providers.AttemptId Attempt)[] bound)
    {
        if (bound.Length == 0)
        {
            return;
        }

        Array.Sort(bound, (one, other) => string.CompareOrdinal(one.Provider, other.Provider) is var order and not 0
            ? order
            : string.CompareOrdinal(one.Task.Value, other.Task.Value));
        trip.Add(
            statements.InsertTasks,
            Column.Of(bound, task => task.Provider),
            Column.Of(bound, task => task.Task.Value),
            Column.Of(bound, task => task.Attempt.Job.Value),
            Column.Of(bound, task => task.Attempt.Ordinal));
    }

    private static void AddMessages(Trip trip, JobStatements statements, (CallbackMessage Message, byte[] Body, DateTimeOffset At)[] received)
    {
        if (received.Length > 0)
        {
            trip.Add(
                statements.InsertMessages,
                Column.Of(received, row => row.Message.Attempt.Job.Value),
                Column.Of(received, row => row.Message.Attempt.Ordinal),
                Column.Of(received, row => row.Message.BodyHash),
                Column.Of(received, row => row.Body),
                Column.Of(received, row => row.At.UtcTicks));
        }
    }

    private static void AddUploads(Trip trip, JobStatements statements, JobShelf shelf)
    {
        if (shelf.Uploads.ToArray() is { Length: > 0 } added)
        {
            trip.Add(
                statements.InsertUploads,
                Column.Of(added, upload => upload.Id.Value),
                Column.Of(added, upload => upload.Account.Value),
                Column.Of(added, upload => upload.Key.Value),
                Column.Of(added, upload => upload.Image.ContentType),
                Column.Of(added, upload => upload.Image.Width),
                Column.Of(added, upload => upload.Image.Height),
                Column.Of(added, upload => upload.Image.Bytes),
                Column.Of(added, upload => upload.UsableUntil.UtcTicks),
                Column.Of(added, upload => upload.KeepUntil.UtcTicks));
        }

        // The longest of each: a row is changed once by a statement, whichever of its matches that is.
        var kept = shelf.Kept.GroupBy(kept => (kept.Account, kept.Upload)).Select(same => same.MaxBy(kept => kept.Until)).ToArray();
        if (kept.Length > 0)
        {
            trip.Add(
                statements.KeepUploads,
                Column.Of(kept, upload => upload.Account.Value),
                Column.Of(kept, upload => upload.Upload.Value),
                Column.Of(kept, upload => upload.Until.UtcTicks));
        }
    }

    private static NpgsqlParameter[] Jobs(JobChange[] jobs) =>
    [
        Column.Of(jobs, job => job.Present!.Job.Id.Value),
        Column.Of(jobs, job => job.Present!.Signals),
        Column.Of(jobs, job => EndsAt(job.Present!.Job)),
        Column.Of(jobs, job => job.Present!.Job.FinishedAt?.UtcTicks),
        Column.Of(jobs, job => Encoding.UTF8.GetString(JobDocument.Write(job.Present!.Job))),
    ];

    private static NpgsqlParameter[] Steps(JobChange[] jobs) =>
    [
        Column.Of(jobs, job => job.Present!.Job.Id.Value),
        Column.Of(jobs, job => job.Present!.Token),
        Column.Of(jobs, job => job.Present!.LeasedUntil?.UtcTicks),
        Column.Of(jobs, job => ReadyAt(job.Present!)?.UtcTicks),
        Column.Of(jobs, job => job.Present!.Job.Awaits ?? string.Empty),
        Column.Of(jobs, job => job.Present!.Job.BeginsTask),
        Column.Of(jobs, job => EndsAt(job.Present!.Job)),
        Column.Of(jobs, job => PlaceAt(job.Present!)),
    ];

    private static long EndsAt(JobRecord job) => (job.StoreBy ?? job.EndBy).UtcTicks;

    // While a lease covers a job it is not ready before the lease ends.
    private static DateTimeOffset? ReadyAt(StoredJob stored) =>
        stored.Job.DueAt is { } due && stored.LeasedUntil > due ? stored.LeasedUntil : stored.Job.DueAt;

    // What the job takes, or would until its lease runs out: which it is, whoever counts can tell.
    private static string? PlaceAt(StoredJob stored) =>
        stored.Job.HasTaskAt ?? (stored.LeasedUntil is not null && stored.Job.BeginsTask ? stored.Job.Awaits : null);
}
