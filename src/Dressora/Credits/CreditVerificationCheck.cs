using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dressora;

/// <summary>
/// Verifies some accounts at each call, and all of them in the course of time. One that was not
/// sound is looked at again every time.
/// </summary>
internal sealed class CreditVerificationCheck(ICreditLedger ledger, int accountsPerCall) : IHealthCheck, IDisposable
{
    private const int NamedMax = 20;

    private readonly SemaphoreSlim _one = new(1);
    private readonly HashSet<AccountId> _unsound = [];
    private AccountId? _last;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await CheckAsync(context.Registration.FailureStatus, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<HealthCheckResult> CheckAsync(HealthStatus failureStatus, CancellationToken cancellationToken)
    {
        var next = await ledger.ListAccountsAsync(_last, accountsPerCall, cancellationToken).ConfigureAwait(false);
        var problems = new Dictionary<string, object>(StringComparer.Ordinal);
        var count = 0;
        foreach (var account in _unsound.Union(next).ToList())
        {
            count++;
            var verification = await ledger.VerifyAsync(account, cancellationToken).ConfigureAwait(false);
            _ = verification.IsSound ? _unsound.Remove(account) : _unsound.Count < NamedMax && _unsound.Add(account);
            if (verification.Problem is { } problem && problems.Count < NamedMax)
            {
                problems.Add(account.Value, problem.ToString());
            }
        }

        _last = next.Count == accountsPerCall ? next[^1] : null;
        return problems.Count == 0
            ? HealthCheckResult.Healthy($"{count} accounts of this call are sound.")
            : new HealthCheckResult(failureStatus, $"{problems.Count} of {count} accounts of this call are not sound.", data: problems);
    }
}
