using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>From the provider's success to the end.</summary>
internal static partial class JobMachine
{
    private const double StoringFrom = 0.9;

    private static Decision BeginStoring(JobRecord job, AttemptRecord attempt, MachineContext context)
    {
        var retention = context.Describe(attempt.Candidate.Provider)?.ResultRetention ?? context.Limits.StoringWindow;
        var window = retention < context.Limits.StoringWindow ? retention : context.Limits.StoringWindow;
        job = job with
        {
            Status = JobStatus.Storing,
            StoreBy = context.Now + window,
            Outputs = attempt.Facts.Delivered.Count > 0 ? Wanted(job, attempt.Facts.Delivered) : Announced(job, attempt),
            Progress = Math.Max(job.Progress, StoringFrom),
            Failures = 0,
        };
        return new Decision(job, new JobStep.Save());
    }

    private static Decision DecideStoring(JobRecord job, MachineContext context)
    {
        var pending = job.Outputs.FirstOrDefault(output => output.Status == OutputStatus.Pending);
        if (pending is not null && context.Now < job.StoreBy)
        {
            return new Decision(job, new JobStep.StoreOutput(pending.Index));
        }

        if (pending is not null)
        {
            job = job with { Outputs = [.. job.Outputs.Select(output => Dropped(output, output.Status == OutputStatus.Pending))] };
        }

        var stored = job.Outputs.Count(output => output.Status == OutputStatus.Stored);
        return End(
            job,
            stored > 0 ? JobEnd.Succeeded(job.PricePerOutput * stored)
                : job.Outputs.Any(output => output.Status == OutputStatus.Refused) ? JobEnd.ResultsRefused
                : JobEnd.OutputUnavailable);
    }

    // More outputs than were asked for are dropped: they were not ordered, and are not charged.
    private static List<OutputRecord> Wanted(JobRecord job, IReadOnlyList<OutputRecord> outputs) =>
        [.. outputs.Select(output => Dropped(output, output.Index >= job.Count))];

    private static List<OutputRecord> Announced(JobRecord job, AttemptRecord attempt) =>
        [.. Enumerable.Range(0, Math.Min(job.Count, attempt.Facts.Seen!.Outputs.Count))
            .Select(index => new OutputRecord { Index = index, Key = StorageKey.ForResult(job.Id, index) })];

    private static OutputRecord Dropped(OutputRecord output, bool drop) =>
        drop ? output with { Status = OutputStatus.Dropped } : output;
}
