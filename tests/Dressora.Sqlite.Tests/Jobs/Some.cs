using Dressora.Testing;

namespace Dressora.Tests.Jobs.Pipeline;

internal static class Some
{
    public static readonly AccountId Alice = new("alice");
    public static readonly AccountId Bob = new("bob");

    public static GenerationRequest Request(int count = 1) => new() { Prompt = "a red coat, studio light", Count = count };

    public static async Task<DressoraTestHost> HostAsync(long credits = 10, Action<IDressoraBuilder>? configure = null)
    {
        var host = DressoraTestHost.Start(builder =>
        {
            builder.UsePricing(_ => new Credits(2)).UseSqlite(TempFile.ConnectionString());
            configure?.Invoke(builder);
        });
        await host.GrantAsync(Alice, credits);
        return host;
    }

    public static async Task<GenerationJob> AcceptedAsync(this DressoraTestHost host, GenerationRequest? request = null) =>
        Assert.IsType<SubmitResult.Accepted>(await host.Jobs.SubmitAsync(Alice, request ?? Request())).Job;

    public static async Task<GenerationJob> JobAsync(this DressoraTestHost host, GenerationJob job) =>
        (await host.Jobs.FindAsync(Alice, job.Id))!;

    public static async Task<(long Available, long Held)> BalanceAsync(this DressoraTestHost host)
    {
        var balance = await host.Ledger.GetBalanceAsync(Alice);
        return (balance.Available.Value, balance.Held.Value);
    }
}
