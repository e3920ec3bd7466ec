using Dressora.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Testing.Tests.Hosts;

/// <summary>What a test may expect of its pipeline, and what it is told when that is not so.</summary>
public sealed class DressoraTestHostTests
{
    private static readonly AccountId Alice = new("alice");

    [Fact]
    public async Task A_job_is_made_in_one_line()
    {
        await using var host = await HostAsync();

        var job = await host.GenerateAsync(Alice, Request(count: 2));

        await host.AssertSucceededAsync(job, delivered: 2);
        await host.AssertChargedAsync(job, 4);
        await host.AssertBalanceAsync(Alice, available: 6);
        await host.AssertBooksAsync(Alice);
        host.AssertCreates(1);
    }

    [Fact]
    public async Task A_request_that_is_not_accepted_says_why()
    {
        await using var host = await HostAsync();

        var invalid = await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AcceptAsync(Alice, Request(count: 9)));
        var poor = await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AcceptAsync(new AccountId("bob"), Request()));

        Assert.Contains("count", invalid.Message, StringComparison.Ordinal);
        Assert.Contains("InsufficientCredits", poor.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_end_tells_the_story_of_the_job()
    {
        await using var host = await HostAsync();
        host.Provider.OnTask = task => task.Fail(ProviderErrorKind.ContentRefused, cost: 0);

        var job = await host.GenerateAsync(Alice, Request());

        var wrong = await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AssertSucceededAsync(job));
        Assert.Contains("should have succeeded with 1 of 1", wrong.Message, StringComparison.Ordinal);
        Assert.Contains($"{job.Id} of alice: Failed (content_refused)", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("attempt 1 at scripted/scripted: Failed because of ContentRefused, 1 create, 0 callbacks", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("2 cr frozen, 0 cr charged, hold Released; alice has 10 cr available and 0 cr held", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_has_no_prompt_and_no_url()
    {
        await using var host = await HostAsync();

        var story = await host.TellAsync(await host.GenerateAsync(Alice, Request()));

        Assert.DoesNotContain("coat", story, StringComparison.Ordinal);
        Assert.DoesNotContain("http", story, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_another_than_the_expected_one_is_told()
    {
        await using var host = await HostAsync();
        var job = await host.GenerateAsync(Alice, Request());

        await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AssertFailedAsync(job, JobErrorCodes.TimedOut));
        await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AssertCanceledAsync(job));
        await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AssertSucceededAsync(job, delivered: 2));
    }

    [Fact]
    public async Task A_failure_is_expected_by_its_code()
    {
        await using var host = await HostAsync();
        host.Provider.OnTask = task => task.Fail(ProviderErrorKind.ContentRefused, cost: 0);
        var job = await host.GenerateAsync(Alice, Request());

        await host.AssertFailedAsync(job, JobErrorCodes.ContentRefused);
        await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AssertFailedAsync(job, JobErrorCodes.TimedOut));
    }

    [Fact]
    public async Task Wrong_money_is_told_with_the_statement()
    {
        await using var host = await HostAsync();
        var job = await host.GenerateAsync(Alice, Request());

        var charge = await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AssertChargedAsync(job, 1));
        var balance = await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AssertBalanceAsync(Alice, available: 10));
        var held = await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AssertBalanceAsync(Alice, available: 8, held: 2));

        Assert.Contains("charged 1", charge.Message, StringComparison.Ordinal);
        Assert.Contains("2 Frozen 2 cr", balance.Message, StringComparison.Ordinal);
        Assert.Contains("3 Settled 2 cr", held.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_that_somebody_else_ended_is_noticed()
    {
        await using var host = await HostAsync();
        var job = await host.GenerateAsync(Alice, Request());
        await host.Ledger.RefundAsync(new RefundCredits { Account = Alice, Hold = HoldId.For(job.Id), Amount = new Credits(1), Key = new OperationKey("sorry") });

        await host.AssertChargedAsync(job, 2); // A refund is booked apart; the charge stays what it was.
        await host.AssertBalanceAsync(Alice, available: 9);
        await host.AssertBooksAsync(Alice);
    }

    [Fact]
    public async Task Several_providers_are_scripted_each_by_its_name()
    {
        await using var host = await HostAsync(builder => builder.AddScriptedProvider("second"));
        host.Provider.Next(ScriptedCreate.Refuse(ProviderErrorKind.ProviderAccount));

        var job = await host.GenerateAsync(Alice, Request());

        await host.AssertSucceededAsync(job);
        host.AssertCreates(1);
        host.AssertCreates(1, "second");
        Assert.Single(host.ProviderNamed("second").Tasks);
        Assert.Throws<ArgumentException>(() => host.ProviderNamed("third"));
        var wrong = Assert.Throws<TestHostAssertionException>(() => host.AssertCreates(2, "second"));
        Assert.Contains("was sent 1: task-1 for", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callbacks_are_counted_once_however_often_they_come()
    {
        await using var host = await HostAsync();
        var job = await host.AcceptAsync(Alice, Request());
        await host.RunDueAsync();

        await host.CallBackAsync(host.Provider.Tasks[0]);
        await host.CallBackAsync(host.Provider.Tasks[0]);

        await host.AssertCallbacksAsync(job, 1);
        await Assert.ThrowsAsync<TestHostAssertionException>(() => host.AssertCallbacksAsync(job, 2));
    }

    [Fact]
    public async Task A_test_drives_the_clock_and_the_callbacks_itself()
    {
        await using var host = await HostAsync();
        var job = await host.AcceptAsync(Alice, Request());
        await host.RunDueAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        await host.CallBackAsync(host.Provider.Tasks[0]);
        await host.RunDueAsync();

        await host.AssertSucceededAsync(job);
    }

    [Fact]
    public async Task What_the_owner_was_told_is_remembered()
    {
        await using var host = await HostAsync(builder => builder.Services.Configure<DressoraOptions>(options => options.Credits.LowBalance = 9));
        await host.GenerateAsync(Alice, Request());

        Assert.Equal(new Credits(8), host.AssertTold<CreditEvent.LowBalance>(Alice).Available);
        var wrong = Assert.Throws<TestHostAssertionException>(() => host.AssertTold<CreditEvent.GrantExpired>(Alice));
        Assert.Contains("was told of: LowBalance", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_makes_a_request_safe_to_send_again()
    {
        await using var host = await HostAsync();
        var key = new IdempotencyKey("one");

        Assert.Equal((await host.AcceptAsync(Alice, Request(), key)).Id, (await host.AcceptAsync(Alice, Request(), key)).Id);
    }

    private static GenerationRequest Request(int count = 1) => new() { Prompt = "a red coat", Count = count };

    private static async Task<DressoraTestHost> HostAsync(Action<IDressoraBuilder>? configure = null)
    {
        var host = DressoraTestHost.Start(builder =>
        {
            builder.UsePricing(_ => new Credits(2));
            configure?.Invoke(builder);
        });
        await host.GrantAsync(Alice, 10);
        return host;
    }
}
