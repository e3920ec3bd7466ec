using System.Text;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Tests.Stores;

public sealed class JobDocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_job_with_everything_in_it_comes_back_equal()
    {
        var job = Full();

        var document = JobDocument.Write(job);

        Assert.Equal(Encoding.UTF8.GetString(document), Encoding.UTF8.GetString(JobDocument.Write(JobDocument.Read(document))));
        var read = JobDocument.Read(document);
        Assert.Equal(job.Attempt!.State, read.Attempt!.State);
        Assert.Equal(job.Attempt.Facts.Seen!.Error, read.Attempt.Facts.Seen!.Error);
        Assert.Equal(job.Attempt.Facts.Refusal, read.Attempt.Facts.Refusal);
        Assert.Equal(job.Inputs, read.Inputs);
        Assert.Equal(job.Outputs, read.Outputs);
        Assert.Equal(job.Verdict, read.Verdict);
        Assert.Equal((job.Id, job.Account, job.Prompt), (read.Id, read.Account, read.Prompt));
    }

    [Fact]
    public void An_erased_job_comes_back_without_its_prompt()
    {
        var read = JobDocument.Read(JobDocument.Write(Full() with { Prompt = null, PricePerOutput = Credits.Zero }));

        Assert.Null(read.Prompt);
        Assert.Equal(Credits.Zero, read.PricePerOutput);
    }

    internal static JobRecord Full() => new()
    {
        Id = JobId.New(Now),
        Account = new AccountId("alice"),
        Prompt = "a red coat",
        Inputs =
        [
            new InputRecord { Role = InputRole.Person, Key = StorageKey.ForInput("aa"), Image = new("image/png", 2, 3, 4) },
            new InputRecord { Role = InputRole.Garment, Key = StorageKey.ForInput("bb"), Url = new("https://example.com/g.png") },
        ],
        Count = 2,
        Candidates = [new("evolink", "gpt-image-2", InputTransport.Staged)],
        PricePerOutput = new Credits(2),
        Frozen = new Credits(4),
        HoldLifetime = TimeSpan.FromHours(31),
        Status = JobStatus.Running,
        Verdict = new(JobStatus.Failed, new("timed_out", "Too late."), Credits.Zero, ReleaseReason.TimedOut),
        Attempts =
        [
            new AttemptRecord
            {
                Ordinal = 1,
                Candidate = new("evolink", "gpt-image-2", InputTransport.Staged),
                Submission = 1,
                SubmittedAt = Now,
                TokenHash = "00",
                Staged = [new StagedRecord { Input = 0, Name = "n", Copy = new("file_1", new("https://files.example.com/n"), Now) }],
                Facts = new AttemptFacts
                {
                    Task = new("task-1"),
                    Estimate = TimeSpan.FromSeconds(100),
                    Refusal = new(ProviderErrorKind.Throttled, "429") { RetryAfter = TimeSpan.FromSeconds(2) },
                    Seen = new ProviderTask
                    {
                        Status = ProviderTaskStatus.Failed,
                        Outputs = [new("https://files.example.com/o")],
                        Error = new(ProviderErrorKind.ContentRefused, "content_policy_violation"),
                        Cost = 1.783m,
                    },
                    SeenAt = Now,
                    Candidates = [new("task-1")],
                    Messages = 1,
                },
            },
        ],
        Outputs = [new OutputRecord { Index = 0, Key = new("results/a/0"), Status = OutputStatus.Stored, Image = new("image/png", 1, 1, 1) }],
    };
}
