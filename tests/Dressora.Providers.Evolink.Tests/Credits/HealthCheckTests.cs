using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dressora.Providers.Evolink.Tests;

public sealed class HealthCheckTests
{
    [Theory]
    [InlineData("""{"token":{"unlimited_credits":true,"remaining_credits":0},"user":{"remaining_credits":1095.3996}}""", HealthStatus.Healthy, "1095.3996")]
    [InlineData("""{"token":{"unlimited_credits":false,"remaining_credits":99416.4},"user":{"remaining_credits":1095.3996}}""", HealthStatus.Healthy, "1095.3996")]
    [InlineData("""{"token":{"unlimited_credits":false,"remaining_credits":9},"user":{"remaining_credits":1095.3996}}""", HealthStatus.Degraded, "9 ")]
    [InlineData("""{"user":{"remaining_credits":10}}""", HealthStatus.Degraded, "10 ")]
    public async Task The_balance_decides(string data, HealthStatus status, string words)
    {
        var entry = await CheckAsync($$"""{"data":{{data}},"message":"","success":true}""");

        Assert.Equal(status, entry.Status);
        Assert.Contains(words, entry.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task An_account_that_cannot_be_asked_is_unhealthy_and_no_secret_is_told(int status)
    {
        var entry = await CheckAsync("{}", status);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.DoesNotContain(EvolinkStub.Key, entry.Description + entry.Exception, StringComparison.Ordinal);
        Assert.DoesNotContain("http", entry.Description, StringComparison.Ordinal);
    }

    private static async Task<HealthReportEntry> CheckAsync(string body, int status = 200)
    {
        await using var bench = await EvolinkBench.StartAsync(
            options => options.LowCredits = 10, services => new EvolinkBench.Builder(services).AddEvolinkHealthCheck());
        bench.Stub.Answer = EvolinkStub.Json(body, status);

        var report = await bench.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Some.Cancellation);

        Assert.All(bench.Stub.Requests, request => Assert.Equal("/v1/credits", request.Path));
        return report.Entries["evolink"];
    }
}
