using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// Leases due jobs for this node. Without threads or timers, so that a test can turn it by hand.
/// </summary>
internal sealed class JobPump(IJobStore store, ProviderCatalog catalog, StepRunner runner, DressoraOptions options)
{
    public Task<LeaseAnswer> LeaseAsync(int limit, CancellationToken cancellationToken) =>
        store.LeaseAsync(new LeaseRequest(catalog.Names, limit, options.Lease), cancellationToken);

    public Task RunAsync(JobLease lease, CancellationToken cancellationToken) => runner.RunAsync(lease, cancellationToken);

    /// <summary>Prolongs a lease while a step of its job is under way.</summary>
    public Task<bool> RenewAsync(JobLease lease, CancellationToken cancellationToken) =>
        store.RenewAsync(lease.Job.Id, lease.Token, options.Lease, cancellationToken);
}
