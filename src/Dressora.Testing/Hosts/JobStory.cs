using System.Globalization;
using System.Text;
using Dressora.Stores;

namespace Dressora.Testing;

/// <summary>
/// Tells what became of a job, for whoever reads a failed test. Without prompts, tokens and URLs,
/// as everything that may end in a log.
/// </summary>
internal static class JobStory
{
    /// <summary>Tells it from the stored job, its hold and its account.</summary>
    public static string Tell(JobRecord job, CreditHold? hold, CreditBalance balance)
    {
        var story = new StringBuilder();
        Line(story, $"{job.Id} of {job.Account}: {job.Status}{(job.Error is { } error ? $" ({error.Code})" : null)}, {After(job, job.FinishedAt ?? job.UpdatedAt)} after it was accepted");
        foreach (var attempt in job.Attempts)
        {
            Line(story, $"  attempt {attempt.Ordinal} at {attempt.Candidate.Provider}/{attempt.Candidate.Model}: {attempt.State}{Because(attempt)}, {Creates(attempt)}, {attempt.Facts.Messages} callbacks");
        }

        var stored = job.Outputs.Count(output => output.Status == OutputStatus.Stored);
        Line(story, $"  outputs: {job.Count} asked for, {job.Outputs.Count} announced, {stored} stored");
        Line(story, $"  money: {job.Frozen} frozen, {job.Charged} charged, hold {hold?.Status.ToString() ?? "missing"}; {job.Account} has {balance.Available} available and {balance.Held} held");
        if (job.DueAt is { } due && !job.Status.IsTerminal())
        {
            Line(story, $"  next step {After(job, due)} after it was accepted{(job.Awaits is { } provider ? $", at {provider}" : null)}");
        }

        return story.ToString().TrimEnd();
    }

    private static string After(JobRecord job, DateTimeOffset at) =>
        (at - job.CreatedAt).ToString("c", CultureInfo.InvariantCulture);

    private static string? Because(AttemptRecord attempt) =>
        (attempt.GivenUp ?? attempt.Facts.Refusal ?? attempt.Facts.Seen?.Error) is { } error ? $" because of {error}" : null;

    private static string Creates(AttemptRecord attempt) => attempt.Submission == 1 ? "1 create" : $"{attempt.Submission} creates";

    private static void Line(StringBuilder story, FormattableString line) => story.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
