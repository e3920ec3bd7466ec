using Dressora.Providers;
using Dressora.Stores;
using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;

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
            builder.UsePricing(_ => new Credits(2));
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

    /// <summary>Leases what is due as a node would that dies before it does anything.</summary>
    public static async Task<int> LeaseAndDieAsync(this DressoraTestHost host)
    {
        var store = host.Services.GetRequiredService<IJobStore>();
        return (await store.LeaseAsync(new LeaseRequest(["scripted"], 10, TimeSpan.FromSeconds(30)))).Leases.Count;
    }

    /// <summary>Calls back under a token of the test's own.</summary>
    public static Task<CallbackReceipt> CallBackWithAsync(this DressoraTestHost host, string token) =>
        host.Services.GetRequiredService<CallbackInbox>().ReceiveAsync("scripted", token, new ProviderCallback
        {
            Body = "task-1"u8.ToArray(),
            Headers = new Dictionary<string, IReadOnlyList<string>>(),
            ReceivedAt = host.Clock.GetUtcNow(),
        });
}
