using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dressora;

/// <summary>Runs the doctor, not more often than once in a while, and tells what it found.</summary>
internal sealed class StorageCheck(IResultStore store, TimeProvider time, TimeSpan interval) : IHealthCheck, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private StorageDiagnosis? _last;
    private long _at;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_last is null || time.GetElapsedTime(_at) >= interval)
            {
                _last = await new StorageDoctor(store).ExamineAsync(cancellationToken).ConfigureAwait(false);
                _at = time.GetTimestamp();
            }
        }
        finally
        {
            _one.Release();
        }

        return _last.Problem is { } problem
            ? new HealthCheckResult(
                context.Registration.FailureStatus,
                $"{_last.Steps.First(step => !step.Succeeded).What}: {problem.Message} {problem.Fix}",
                data: new Dictionary<string, object>(StringComparer.Ordinal) { ["code"] = problem.Code })
            : HealthCheckResult.Healthy(string.Create(
                CultureInfo.InvariantCulture, $"A probe was put, read and deleted in {_last.Steps.Sum(step => step.Elapsed.TotalMilliseconds):n0} ms."));
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
