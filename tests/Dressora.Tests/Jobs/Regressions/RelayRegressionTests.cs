using Dressora.Providers;
using Dressora.Testing;
using Dressora.Tests.Jobs.Pipeline;

namespace Dressora.Tests.Jobs.Regressions;

/// <summary>What went wrong in relays between providers: early, late and lost words, and who pays for them.</summary>
public sealed class RelayRegressionTests
{
    [Fact]
    public async Task A_callback_that_overtakes_the_answer_to_the_create_is_not_overwritten_by_it()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task =>
        {
            task.Duration = TimeSpan.Zero;
            Assert.Equal(CallbackReceipt.Received, host.CallBackAsync(task).GetAwaiter().GetResult());
        };

        var job = await host.GenerateAsync(Some.Alice, Some.Request());

        await host.AssertSucceededAsync(job);
        await host.AssertCallbacksAsync(job, 1);
        host.AssertCreates(1);
        await host.AssertChargedAsync(job, 2);
    }

    [Fact]
    public async Task A_late_word_of_an_earlier_attempt_does_not_touch_the_present_one()
    {
        await using var host = await Some.HostAsync(configure: builder => builder.AddScriptedProvider("second").AddScriptedProvider("third"));
        host.Provider.OnTask = task =>
        {
            task.Fail(ProviderErrorKind.Unknown, cost: 0);
            task.Duration = TimeSpan.FromSeconds(1);
        };
        var job = await host.AcceptAsync(Some.Alice, Some.Request());
        await host.DrainAsync(TimeSpan.FromSeconds(5));
        host.AssertCreates(1, "second");

        await host.CallBackAsync(host.Provider.Tasks[0]);
        await host.DrainAsync();

        await host.AssertSucceededAsync(job);
        host.AssertCreates(1, "second");
        host.AssertCreates(0, "third");
    }

    [Fact]
    public async Task A_job_that_died_before_its_create_is_taken_up_again()
    {
        await using var host = await Some.HostAsync();
        var job = await host.AcceptAsync(Some.Alice, Some.Request());
        var abandoned = await host.LeaseAndDieAsync();
        Assert.Equal(1, abandoned);

        host.Clock.Advance(TimeSpan.FromSeconds(31));
        await host.DrainAsync();

        await host.AssertSucceededAsync(job);
        host.AssertCreates(1);
    }

    [Fact]
    public async Task A_deadline_is_no_reason_to_pay_another_provider()
    {
        await using var host = await Some.HostAsync(configure: builder => builder.AddScriptedProvider("second"));
        host.Provider.OnTask = task => task.Duration = TimeSpan.FromDays(1);

        var job = await host.GenerateAsync(Some.Alice, Some.Request());

        await host.AssertFailedAsync(job, JobErrorCodes.TimedOut);
        Assert.True(host.Provider.Tasks[0].CancelRequested);
        host.AssertCreates(0, "second");
    }

    [Fact]
    public async Task A_create_that_times_out_is_never_sent_again()
    {
        await using var host = await Some.HostAsync(configure: builder => builder.AddScriptedProvider("second"));
        host.Provider.Next(ScriptedCreate.Throw(new TimeoutException()));

        var job = await host.GenerateAsync(Some.Alice, Some.Request());

        await host.AssertFailedAsync(job, JobErrorCodes.OutcomeUnknown);
        host.AssertCreates(1);
        host.AssertCreates(0, "second");
        await host.AssertBalanceAsync(Some.Alice, available: 10);
    }

    [Fact]
    public async Task The_job_id_opens_no_callback()
    {
        await using var host = await Some.HostAsync();
        var job = await host.AcceptAsync(Some.Alice, Some.Request());
        await host.RunDueAsync();

        foreach (var guess in new[] { job.Id.ToString(), job.Id.Value.ToString("N"), host.Provider.Tasks[0].Id.Value })
        {
            Assert.Equal(CallbackReceipt.NotFound, await host.CallBackWithAsync(guess));
        }
    }

    [Fact]
    public async Task A_failover_goes_only_to_a_model_that_can_do_the_request_and_the_price_stays()
    {
        var small = ScriptedProvider.DefaultDescriptor with { Models = [new ModelDescriptor { Name = "small", CountMax = 1 }] };
        await using var host = await Some.HostAsync(configure: builder => builder.AddScriptedProvider("small", small).AddScriptedProvider("able"));
        host.Provider.Next(ScriptedCreate.Refuse(ProviderErrorKind.ProviderAccount));

        var job = await host.GenerateAsync(Some.Alice, Some.Request(count: 2));

        await host.AssertSucceededAsync(job);
        host.AssertCreates(0, "small");
        host.AssertCreates(1, "able");
        await host.AssertChargedAsync(job, 4);
    }
}
