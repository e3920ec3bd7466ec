using Dressora.Jobs;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Tests.Jobs.Machine;

/// <summary>Jobs in the states that the machine's tests begin from.</summary>
internal static class SomeJob
{
    public const string Provider = "fake";
    public const string Other = "other";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan EndAfter = TimeSpan.FromMinutes(15);
    public static readonly ProviderTaskId Task = new("task-1");

    public static ProviderDescriptor Descriptor { get; } = new()
    {
        Models = [new ModelDescriptor { Name = "model" }],
        Callbacks = true,
        Cancels = true,
        ResultRetention = TimeSpan.FromHours(1),
    };

    public static MachineContext At(TimeSpan after, ProviderDescriptor? descriptor = null) =>
        new(Start + after, new MachineLimits(), _ => descriptor ?? Descriptor);

    public static MachineContext AtSecond(double seconds) => At(TimeSpan.FromSeconds(seconds));

    public static JobRecord Queued(int count = 1, InputTransport transport = InputTransport.None, int inputs = 0) => new()
    {
        Id = JobId.New(Start),
        Account = new AccountId("alice"),
        Prompt = "a red coat",
        Count = count,
        Inputs = [.. Enumerable.Range(0, inputs).Select(index => new InputRecord
        {
            Role = InputRole.Person,
            Key = StorageKey.ForInput($"in{index}"),
            Image = new ImageInfo("image/png", 8, 8, 100),
        })],
        Candidates = [new(Provider, "model", transport), new(Other, "model", transport)],
        PricePerOutput = new Credits(2),
        Frozen = new Credits(2 * count),
        HoldLifetime = TimeSpan.FromHours(31),
        CreatedAt = Start,
        UpdatedAt = Start,
        EndBy = Start + EndAfter,
        DueAt = Start,
        Version = 1,
    };

    public static JobRecord Submitted(int count = 1) => Submit(JobMachine.Decide(Queued(count), AtSecond(0)).Job, AtSecond(0));

    public static JobRecord Submit(JobRecord job, MachineContext context) =>
        JobMachine.Apply(job, new JobEvent.SubmissionBegun("hash"), context);

    public static JobRecord Accepted(int count = 1, TimeSpan? estimate = null) =>
        Learn(Submitted(count), new AttemptFacts { Task = Task, AcceptedAt = Start, Estimate = estimate });

    public static JobRecord Delivered(int count = 1, int outputs = 1) => Learn(Accepted(count), Seen(Succeeded(outputs)));

    public static AttemptFacts Seen(ProviderTask task) => new() { Seen = task, SeenAt = Start, Cost = task.Cost };

    public static ProviderTask Succeeded(int outputs = 1) => new()
    {
        Status = ProviderTaskStatus.Succeeded,
        Outputs = [.. Enumerable.Range(0, outputs).Select(index => new Uri($"https://files.example.com/{index}.png"))],
    };

    public static ProviderTask Failed(ProviderErrorKind kind, decimal? cost = null) =>
        new() { Status = ProviderTaskStatus.Failed, Error = new ProviderError(kind), Cost = cost };

    public static ProviderTask Running(double progress = 0.5) => new() { Status = ProviderTaskStatus.Running, Progress = progress };

    public static JobRecord Learn(JobRecord job, AttemptFacts facts) =>
        job.With(job.Attempt! with { Facts = job.Attempt.Facts.Merge(facts) });
}
