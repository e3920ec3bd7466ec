using Dressora.Stores;

namespace Dressora.Sqlite.Tests.Jobs;

/// <summary>A file of an earlier version is brought up to date with everything that is in it.</summary>
public sealed class SchemaStepTests
{
    [Fact]
    public async Task A_file_from_before_places_were_counted_gets_them_and_keeps_its_jobs()
    {
        var file = TempFile.ConnectionString();
        var id = await MakeFirstVersionAsync(file);

        await using var store = new SqliteJobStore(new SqliteDatabase(file), TimeProvider.System, new CreditOptions());
        var request = new LeaseRequest(["fake"], 1, TimeSpan.FromSeconds(30))
        {
            TaskLimits = new Dictionary<string, TaskLimit> { ["fake"] = new(1, 1) },
        };

        Assert.Equal(id, Assert.Single((await store.LeaseAsync(request)).Leases).Job.Id);
        Assert.Equal(2L, RawFile.Scalar(file, "PRAGMA user_version"));
    }

    private static async Task<JobId> MakeFirstVersionAsync(string file)
    {
        var now = DateTimeOffset.UnixEpoch;
        var job = new JobRecord
        {
            Id = JobId.New(now),
            Account = new AccountId("alice"),
            Prompt = "a red coat",
            Count = 1,
            Candidates = [new CandidateRecord("fake", "model", Providers.InputTransport.None)],
            PricePerOutput = Credits.Zero,
            Frozen = Credits.Zero,
            HoldLifetime = TimeSpan.FromHours(31),
            EndBy = DateTimeOffset.MaxValue,
            DueAt = now,
            Awaits = "fake",
        };
        RawFile.Execute(file, CreditTables.Tables + JobTables.Tables + "PRAGMA user_version = 1;");
        using var connection = RawFile.Open(file);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO jobs (job_id, account, ended, ready_at, token, signals, ends_at, awaits, document)
            VALUES ($id, 'alice', 0, 0, 0, 0, 9000000000000000000, 'fake', $document)
            """;
        command.Parameters.AddWithValue("$id", job.Id.ToString());
        command.Parameters.AddWithValue("$document", JobDocument.Write(job));
        await command.ExecuteNonQueryAsync();
        return job.Id;
    }
}
