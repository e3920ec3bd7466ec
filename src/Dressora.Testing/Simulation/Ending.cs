using Dressora.Stores;

namespace Dressora.Testing;

/// <summary>What must hold once nothing happens any more.</summary>
internal static class Ending
{
    /// <summary>Checks the whole installation.</summary>
    public static void Check(SimulatedSite site)
    {
        var monitor = site.Monitor;
        if (!site.World.IsIdle)
        {
            monitor.Fail($"after {site.World.Steps} events the world has not come to rest");
            return;
        }

        foreach (var job in monitor.Records.Where(job => Blocking.Wait(site.Store.FindAsync(job.Account, job.Id)) is not null))
        {
            CheckJob(site, job);
        }

        foreach (var account in site.Scenario.Requests.Select(request => request.Account).Distinct())
        {
            CheckAccount(site, account);
        }

        if (site.Staging is { Copies: > 0 } staging)
        {
            monitor.Fail($"{staging.Copies} staged copies are left");
        }

        foreach (var (name, provider) in site.Scripted)
        {
            foreach (var tasks in provider.Tasks.GroupBy(task => task.Request.Attempt).Where(tasks => tasks.Count() > 1))
            {
                monitor.Fail($"{monitor.Name(tasks.Key)}: {name} has accepted {tasks.Count()} creates");
            }
        }

        if (site.Results is InMemoryResultStore { Count: > 0 } results)
        {
            monitor.Fail($"{results.Count} objects are left in the storage although everything has outlived its retention");
        }

        foreach (var (attempt, task) in site.Records.Heard())
        {
            var known = monitor.RecordOf(attempt.Job)?.Attempts[attempt.Ordinal - 1].Facts.Task;
            if (known != task)
            {
                monitor.Fail($"{monitor.Name(attempt)}: a node was told {task} and lived on, and the record has {known?.ToString() ?? "nothing"}");
            }
        }
    }

    /// <summary>A job has ended, and has left nothing behind.</summary>
    private static void CheckJob(SimulatedSite site, JobRecord job)
    {
        var index = site.Monitor.IndexOf(job.Id);
        if (!job.Status.IsTerminal())
        {
            site.Monitor.Fail($"job {index}: nothing happens any more, and it is {job.Status}");
        }

        if (job.EraseRequestedAt is not null && job.ErasedAt is null)
        {
            site.Monitor.Fail($"job {index}: it was to be erased, and is not");
        }

        if (job.Attempts.Any(attempt => attempt.Staged.Any(copy => !copy.Discarded)))
        {
            site.Monitor.Fail($"job {index}: a staged copy was not discarded");
        }
    }

    /// <summary>An account has paid for what it got, and nothing of it is held.</summary>
    private static void CheckAccount(SimulatedSite site, AccountId account)
    {
        var audit = Blocking.Wait(site.Ledger.VerifyAsync(account));
        if (!audit.IsSound)
        {
            site.Monitor.Fail($"{account}: the books are wrong: {audit.Problem}");
        }

        var balance = Blocking.Wait(site.Ledger.GetBalanceAsync(account));
        if (balance.Held != Credits.Zero)
        {
            site.Monitor.Fail($"{account}: {balance.Held} are still held");
        }

        var wanted = site.Scenario.Requests.Where(request => request.Account == account).Sum(request => request.Price.Value);
        var granted = Math.Max(1, wanted - site.Scenario.Lacking);
        var charged = site.Monitor.Records.Where(job => job.Account == account).Sum(job => job.Charged.Value);
        if (balance.Available.Value + charged != granted)
        {
            site.Monitor.Fail($"{account}: {granted} were granted and {charged} charged, and {balance.Available} are left");
        }
    }
}
