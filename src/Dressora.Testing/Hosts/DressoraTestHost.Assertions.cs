using System.Globalization;
using Dressora.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Testing;

/// <content>What a test may expect. Each failure tells the job's story.</content>
public sealed partial class DressoraTestHost
{
    private const int EntriesMax = 500;

    /// <summary>Expects that a job was delivered.</summary>
    /// <param name="job">The job, as it was at any time.</param>
    /// <param name="delivered">With how many results; <see langword="null"/> for as many as were asked for.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="TestHostAssertionException">It was not.</exception>
    public async Task<GenerationJob> AssertSucceededAsync(GenerationJob job, int? delivered = null)
    {
        var record = await FindAsync(job).ConfigureAwait(false);
        var now = record.ToJob();
        var wanted = delivered ?? now.Requested;
        return now.Status == JobStatus.Succeeded && now.Delivered == wanted
            ? now
            : throw await WrongAsync(record, $"The job should have succeeded with {wanted} of {now.Requested} results.").ConfigureAwait(false);
    }

    /// <summary>Expects that a job failed.</summary>
    /// <param name="job">The job, as it was at any time.</param>
    /// <param name="code">With which code (<see cref="JobErrorCodes"/>).</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="TestHostAssertionException">It did not, or with another code.</exception>
    public async Task<GenerationJob> AssertFailedAsync(GenerationJob job, string code)
    {
        var record = await FindAsync(job).ConfigureAwait(false);
        return record is { Status: JobStatus.Failed, Error: { } error } && error.Code == code
            ? record.ToJob()
            : throw await WrongAsync(record, $"The job should have failed with '{code}'.").ConfigureAwait(false);
    }

    /// <summary>Expects that a job was canceled.</summary>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="TestHostAssertionException">It was not.</exception>
    public async Task<GenerationJob> AssertCanceledAsync(GenerationJob job)
    {
        var record = await FindAsync(job).ConfigureAwait(false);
        return record.Status == JobStatus.Canceled
            ? record.ToJob()
            : throw await WrongAsync(record, $"The job should have been canceled.").ConfigureAwait(false);
    }

    /// <summary>Expects that a job was charged so much, and that the ledger says the same.</summary>
    /// <exception cref="TestHostAssertionException">
    /// It was not, or job and ledger differ, or its hold is still open although it has ended.
    /// </exception>
    public async Task AssertChargedAsync(GenerationJob job, long amount)
    {
        var record = await FindAsync(job).ConfigureAwait(false);
        var hold = await FindHoldAsync(record).ConfigureAwait(false);
        if (record.Charged.Value != amount || (hold?.Settled.Value ?? 0) != amount || (record.Status.IsTerminal() && hold is null or { Status: HoldStatus.Open }))
        {
            throw await WrongAsync(record, $"The job should have been charged {amount}, and its hold be settled or released.").ConfigureAwait(false);
        }
    }

    /// <summary>Expects that an account has so much to spend, and so much on hold.</summary>
    /// <exception cref="TestHostAssertionException">
    /// It has not; the message is its statement.
    /// </exception>
    public async Task AssertBalanceAsync(AccountId account, long available, long held = 0)
    {
        var balance = await Ledger.GetBalanceAsync(account).ConfigureAwait(false);
        if (balance.Available.Value != available || balance.Held.Value != held)
        {
            throw new TestHostAssertionException(
                $"{account} should have {available} available and {held} held, and has {balance.Available} and {balance.Held}.{await StatementAsync(account).ConfigureAwait(false)}");
        }
    }

    /// <summary>
    /// Expects that an account's books are sound: its journal replays to what is stored, every
    /// job was charged what its hold says, and no ended job holds anything.
    /// </summary>
    /// <exception cref="TestHostAssertionException">They are not.</exception>
    /// <exception cref="NotSupportedException">
    /// A ledger of the application's own cannot be verified.
    /// </exception>
    public async Task AssertBooksAsync(AccountId account)
    {
        var audit = await Ledger.VerifyAsync(account).ConfigureAwait(false);
        if (!audit.IsSound)
        {
            throw new TestHostAssertionException($"The books of {account} are wrong: {audit.Problem}{await StatementAsync(account).ConfigureAwait(false)}");
        }

        JobId? before = null;
        do
        {
            var page = await Jobs.ListAsync(account, before, 100).ConfigureAwait(false);
            foreach (var job in page.Jobs)
            {
                await AssertChargedAsync(job, job.Charged.Value).ConfigureAwait(false);
            }

            before = page.Next;
        }
        while (before is not null);
    }

    /// <summary>Expects that so many creates have reached a provider: each may cost the host money.</summary>
    /// <param name="count">How many.</param>
    /// <param name="provider">The name of a scripted provider; <see langword="null"/> for <see cref="Provider"/>.</param>
    /// <exception cref="TestHostAssertionException">There were more, or fewer.</exception>
    public void AssertCreates(int count, string? provider = null)
    {
        var asked = provider is null ? Provider : ProviderNamed(provider);
        if (asked.Creates != count)
        {
            throw new TestHostAssertionException(
                $"{provider ?? ScriptedName} should have been sent {count} creates, and was sent {asked.Creates}: {string.Join(", ", asked.Tasks.Select(task => $"{task.Id} for {task.Request.Attempt}"))}");
        }
    }

    /// <summary>Expects that so many callbacks of a job were taken in; duplicates count once.</summary>
    /// <exception cref="TestHostAssertionException">There were more, or fewer.</exception>
    public async Task AssertCallbacksAsync(GenerationJob job, int count)
    {
        var record = await FindAsync(job).ConfigureAwait(false);
        if (record.Attempts.Sum(attempt => attempt.Facts.Messages) != count)
        {
            throw await WrongAsync(record, $"{count} callbacks of the job should have been taken in.").ConfigureAwait(false);
        }
    }

    /// <summary>Expects that an account's owner was told of something; see <see cref="Events"/>.</summary>
    /// <typeparam name="TEvent">A case of <see cref="CreditEvent"/>.</typeparam>
    /// <returns>The last such event.</returns>
    /// <exception cref="TestHostAssertionException">No such event was delivered.</exception>
    public TEvent AssertTold<TEvent>(AccountId account)
        where TEvent : CreditEvent =>
        Events.OfType<TEvent>().LastOrDefault(happened => happened.Account == account) ?? throw new TestHostAssertionException(
            $"{account} should have been told of {typeof(TEvent).Name}, and was told of: {string.Join(", ", Events.Where(happened => happened.Account == account).Select(happened => happened.GetType().Name))}");

    /// <summary>Tells what became of a job: its attempts, its outputs and its money. For people; no prompt, token or URL is in it.</summary>
    public async Task<string> TellAsync(GenerationJob job)
    {
        var record = await FindAsync(job).ConfigureAwait(false);
        var hold = await FindHoldAsync(record).ConfigureAwait(false);
        return JobStory.Tell(record, hold, await Ledger.GetBalanceAsync(record.Account).ConfigureAwait(false));
    }

    private async Task<JobRecord> FindAsync(GenerationJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return await _services.GetRequiredService<IJobStore>().FindAsync(job.Account, job.Id).ConfigureAwait(false)
            ?? throw new TestHostAssertionException($"{job.Id} of {job.Account} is not there; was its row removed after its retention?");
    }

    private Task<CreditHold?> FindHoldAsync(JobRecord job) => Ledger.FindHoldAsync(job.Account, HoldId.For(job.Id));

    private async Task<TestHostAssertionException> WrongAsync(JobRecord job, FormattableString expected)
    {
        var hold = await FindHoldAsync(job).ConfigureAwait(false);
        var balance = await Ledger.GetBalanceAsync(job.Account).ConfigureAwait(false);
        return new TestHostAssertionException(
            expected.ToString(CultureInfo.InvariantCulture) + Environment.NewLine + JobStory.Tell(job, hold, balance));
    }

    private async Task<string> StatementAsync(AccountId account)
    {
        var page = await Ledger.ListEntriesAsync(account, limit: EntriesMax).ConfigureAwait(false);
        return string.Concat(page.Entries.Reverse().Select(entry => string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.NewLine}  {entry.Sequence,3} {entry.Kind} {entry.Amount} {(object?)entry.Hold ?? entry.Grant}: {entry.AvailableAfter} available, {entry.HeldAfter} held")));
    }
}
