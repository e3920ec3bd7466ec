using Dressora.Stores;

namespace Dressora.PostgreSql;

/// <summary>How due jobs are found.</summary>
internal sealed partial class PostgreSqlJobStore
{
    /// <inheritdoc/>
    /// <remarks>
    /// One transaction of two round trips: what is leased is read in the second, by when each job is this node's. In one statement it
    /// would be read as it was before the lease waited its turn.
    /// </remarks>
    public async Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        using var connection = await _database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var search = new JobSearch(_database, request);
        using (var finding = new Trip(connection))
        {
            search.Ask(finding);
            await finding.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        // From here on it is not cancelled: what is leased would be nobody's for as long as the lease lasts.
        using var reading = new Trip(connection);
        search.AskJobs(reading);
        reading.Add(CreditStatements.Commit);
        await reading.RunAsync(CancellationToken.None).ConfigureAwait(false);
        return search.Answer();
    }
}
