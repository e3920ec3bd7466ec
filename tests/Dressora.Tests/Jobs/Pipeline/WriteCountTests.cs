using System.Reflection;
using Dressora.Stores;
using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Tests.Jobs.Pipeline;

/// <summary>How many transactions a job takes where it shares none with others: each is a commit of a durable store.</summary>
public sealed class WriteCountTests
{
    [Fact]
    public async Task A_job_of_one_image_that_hears_its_callback_takes_eight_writes()
    {
        await using var host = await Some.HostAsync(configure: Count);
        host.Provider.OnTask = task => task.Duration = TimeSpan.FromSeconds(2);
        var job = await host.AcceptAsync(Some.Alice, Some.Request());
        await host.RunDueAsync();

        host.Clock.Advance(TimeSpan.FromSeconds(2)); // Before it is looked at for the first time.
        await host.CallBackAsync(host.Provider.Tasks[0]);
        await host.DrainAsync(TimeSpan.FromSeconds(2));

        await host.AssertSucceededAsync(job);
        Assert.Equal(["Accept", "Lease", "Commit", "Record", "Receive", "Lease", "Record", "Commit"], WritesOf(host));
    }

    [Fact]
    public async Task A_job_of_one_image_without_a_callback_takes_seven()
    {
        await using var host = await Some.HostAsync(configure: Count);
        host.Provider.OnTask = task => task.Duration = TimeSpan.FromSeconds(1); // Over when it is first looked at.
        var job = await host.AcceptAsync(Some.Alice, Some.Request());

        await host.DrainAsync(TimeSpan.FromSeconds(20));

        await host.AssertSucceededAsync(job);
        Assert.Equal(["Accept", "Lease", "Commit", "Record", "Lease", "Record", "Commit"], WritesOf(host));
    }

    [Fact]
    public async Task A_look_that_finds_a_task_under_way_takes_two()
    {
        await using var host = await Some.HostAsync(configure: Count);
        host.Provider.OnTask = task => task.Duration = TimeSpan.FromSeconds(6);
        var job = await host.AcceptAsync(Some.Alice, Some.Request());

        await host.DrainAsync(TimeSpan.FromSeconds(20));

        await host.AssertSucceededAsync(job);
        Assert.Equal(["Accept", "Lease", "Commit", "Record", "Lease", "Record", "Lease", "Record", "Commit"], WritesOf(host));
    }

    private static List<string> WritesOf(DressoraTestHost host) => ((CountingStore)host.Services.GetRequiredService<IJobStore>()).Writes;

    private static void Count(IDressoraBuilder builder)
    {
        var found = builder.Services.Last(service => service.ServiceType == typeof(IJobStore));
        builder.Services.Remove(found);
        builder.Services.AddSingleton(services => CountingStore.Around((IJobStore)ActivatorUtilities.CreateInstance(services, found.ImplementationType!)));
    }

    /// <summary>Notes every call that writes something.</summary>
    public class CountingStore : DispatchProxy
    {
        private static readonly string[] Reads = ["get_Ledger", "FindAsync", "FindByKeyAsync", "FindAttemptAsync", "ListAsync", "PruneAsync", "ListExpiredUploadsAsync"];

        private IJobStore _inner = null!;

        public List<string> Writes { get; } = [];

        public static IJobStore Around(IJobStore inner)
        {
            var counting = Create<IJobStore, CountingStore>();
            ((CountingStore)(object)counting)._inner = inner;
            return counting;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var answer = targetMethod!.Invoke(_inner, args);
            var leasedNothing = answer is Task<LeaseAnswer> { IsCompleted: true } leasing && leasing.Result.Leases.Count == 0;
            if (!Reads.Contains(targetMethod.Name) && !leasedNothing)
            {
                Writes.Add(targetMethod.Name[..^"Async".Length]);
            }

            return answer;
        }
    }
}
