using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// Leases due jobs for this node. Without threads or timers, so that a test can turn it by hand.
/// </summary>
internal sealed class JobPump(IJobStore store, ProviderCatalog catalog, ProviderGates gates, StepRunner runner, DressoraOptions options)
{
    /// <summary>
    /// Leases jobs, and only those among them that want to begin a task for which there is a
    /// place.
    /// </summary>
    public async Task<LeaseAnswer> LeaseAsync(int limit, CancellationToken cancellationToken)
    {
        var request = new LeaseRequest(catalog.Names, limit, options.Lease) { TaskLimits = gates.Limits() };
        var answer = await store.LeaseAsync(request, cancellationToken).ConfigureAwait(false);
        foreach (var lease in answer.Leases)
        {
            gates.Reserve(lease.Job);
        }

        var opensAt = answer.Now + gates.OpensIn;
        return answer.NextDueAt < opensAt ? answer : answer with { NextDueAt = opensAt ?? answer.NextDueAt };
    }

    /// <summary>Runs a lease to its end.</summary>
    public async Task RunAsync(JobLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunAsync(lease, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gates.Return(lease.Job);
        }
    }

    /// <summary>Prolongs a lease while a step of its job is under way.</summary>
    public Task<bool> RenewAsync(JobLease lease, CancellationToken cancellationToken) =>
        store.RenewAsync(lease.Job.Id, lease.Token, options.Lease, cancellationToken);
}
