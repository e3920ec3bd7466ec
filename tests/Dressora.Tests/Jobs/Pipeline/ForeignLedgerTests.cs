using Dressora.Providers;
using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Tests.Jobs.Pipeline;

/// <summary>A ledger that shares no transaction with the jobs.</summary>
public sealed class ForeignLedgerTests : IAsyncDisposable
{
    private readonly DressoraTestHost _host;

    public ForeignLedgerTests()
    {
        _host = DressoraTestHost.Start(builder => builder
            .UsePricing(_ => new Credits(2))
            .Services.AddSingleton<ICreditLedger>(services => new ForeignLedger(services.GetRequiredService<TimeProvider>())));
    }

    /// <summary>
    /// Submits, and lets the freeze reach the ledger only after a step runner took the job up.
    /// </summary>
    private async Task<Task<SubmitResult>> SubmitLateAsync(IdempotencyKey? key)
    {
        var late = new TaskCompletionSource();
        Ledger.Delay = late.Task;
        var submitting = _host.Jobs.SubmitAsync(Some.Alice, Some.Request(), key);
        _host.Clock.Advance(TimeSpan.FromSeconds(31));
        await _host.RunDueAsync();
        late.SetResult();
        return submitting;
    }

    private ForeignLedger Ledger => (ForeignLedger)_host.Ledger;

    [Fact]
    public async Task A_job_is_frozen_under_its_own_id_and_charged_for_what_was_delivered()
    {
        await _host.GrantAsync(Some.Alice, 10);
        var job = await _host.AcceptedAsync(Some.Request(count: 2));
        Assert.Equal((6, 4), await _host.BalanceAsync());

        await _host.DrainAsync();

        Assert.Equal((JobStatus.Succeeded, new Credits(4)), await EndAsync(job));
        Assert.Equal((6, 0), await _host.BalanceAsync());
        Assert.Equal(HoldStatus.Settled, (await Ledger.FindHoldAsync(Some.Alice, HoldId.For(job.Id)))!.Status);
    }

    [Fact]
    public async Task Too_little_credit_leaves_no_job_behind()
    {
        await _host.GrantAsync(Some.Alice, 1);

        var refused = await _host.Jobs.SubmitAsync(Some.Alice, Some.Request());

        Assert.Equal(new SubmitResult.InsufficientCredits(new Credits(2), new Credits(1)), refused);
        Assert.Empty((await _host.Jobs.ListAsync(Some.Alice)).Jobs);
        await _host.DrainAsync();
        Assert.Equal(0, _host.Provider.Creates);
    }

    [Fact]
    public async Task A_freeze_that_arrives_after_its_job_was_cleared_up_holds_nothing_and_is_not_called_accepted()
    {
        await _host.GrantAsync(Some.Alice, 10);
        var submitting = await SubmitLateAsync(key: null);

        await Assert.ThrowsAsync<TimeoutException>(() => submitting);

        Assert.Equal((10, 0), await _host.BalanceAsync());
        Assert.Empty((await _host.Jobs.ListAsync(Some.Alice)).Jobs);
        await _host.DrainAsync();
        Assert.Equal(0, _host.Provider.Creates);
    }

    [Fact]
    public async Task A_freeze_that_arrives_late_finds_the_job_that_its_key_has_kept()
    {
        await _host.GrantAsync(Some.Alice, 10);
        var submitting = await SubmitLateAsync(new IdempotencyKey("one"));

        var job = Assert.IsType<SubmitResult.Accepted>(await submitting).Job;
        await _host.DrainAsync();

        Assert.Equal((JobStatus.Succeeded, new Credits(2)), await EndAsync(job));
        Assert.Equal((8, 0), await _host.BalanceAsync());
        Assert.Equal(1, _host.Provider.Creates);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_freeze_whose_outcome_is_lost_is_given_back_when_nobody_can_ask_for_the_job(bool booked)
    {
        await _host.GrantAsync(Some.Alice, 10);
        LoseNext(booked);

        await Assert.ThrowsAsync<HttpRequestException>(() => _host.Jobs.SubmitAsync(Some.Alice, Some.Request()));
        await _host.DrainAsync();

        Assert.Equal((10, 0), await _host.BalanceAsync());
        Assert.Empty((await _host.Jobs.ListAsync(Some.Alice)).Jobs);
        Assert.Equal(0, _host.Provider.Creates);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_freeze_whose_outcome_is_lost_is_asked_again_when_the_client_has_a_key_to_come_back_with(bool booked)
    {
        await _host.GrantAsync(Some.Alice, 10);
        LoseNext(booked);
        var key = new IdempotencyKey("coat-1");

        await Assert.ThrowsAsync<HttpRequestException>(() => _host.Jobs.SubmitAsync(Some.Alice, Some.Request(), key));
        await _host.DrainAsync();
        var again = await _host.Jobs.SubmitAsync(Some.Alice, Some.Request(), key);

        var job = Assert.IsType<SubmitResult.Replayed>(again).Job;
        Assert.Equal((JobStatus.Succeeded, new Credits(2)), await EndAsync(job));
        Assert.Equal((8, 0), await _host.BalanceAsync());
        Assert.Equal(1, _host.Provider.Creates);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_is_called_again_with_the_same_payload_until_it_is_answered(bool booked)
    {
        await _host.GrantAsync(Some.Alice, 10);
        _host.Provider.OnTask = task => task.Outputs = 3;
        var job = await _host.AcceptedAsync(Some.Request(count: 4));
        for (var i = 0; i < 5; i++)
        {
            LoseNext(booked);
        }

        await _host.DrainAsync();

        Assert.Equal((JobStatus.Succeeded, new Credits(6)), await EndAsync(job));
        Assert.Equal((4, 0), await _host.BalanceAsync());
        var ends = Ledger.Booked.OfType<SettleCredits>().ToList();
        Assert.Equal(booked ? 6 : 1, ends.Count);
        Assert.Single(ends.Distinct());
    }

    [Fact]
    public async Task A_job_has_not_ended_before_its_ledger_has_answered()
    {
        await _host.GrantAsync(Some.Alice, 10);
        var job = await _host.AcceptedAsync(Some.Request());
        Ledger.LostCalls = int.MaxValue;

        await _host.DrainAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(JobStatus.Storing, (await _host.JobAsync(job)).Status);
        Assert.Empty((await _host.JobAsync(job)).Results);
        Ledger.LostCalls = 0;
        await _host.DrainAsync();
        Assert.Equal((JobStatus.Succeeded, new Credits(2)), await EndAsync(job));
    }

    [Fact]
    public async Task A_refused_settle_is_an_answer_and_nothing_is_delivered()
    {
        await _host.GrantAsync(Some.Alice, 10);
        var job = await _host.AcceptedAsync(Some.Request());
        await Ledger.ReleaseAsync(new() { Account = Some.Alice, Hold = HoldId.For(job.Id), Reason = ReleaseReason.Failed });

        await _host.DrainAsync();

        var ended = await _host.JobAsync(job);
        Assert.Equal((JobStatus.Failed, JobErrorCodes.CreditsLapsed), (ended.Status, ended.Error!.Code));
        Assert.Equal(Credits.Zero, ended.Charged);
        Assert.Empty(ended.Results);
        Assert.Equal((10, 0), await _host.BalanceAsync());
    }

    [Theory]
    [InlineData(0, JobStatus.Succeeded, 8)]
    [InlineData(9, JobStatus.Failed, 1)]
    public async Task A_settle_after_the_holds_deadline_takes_the_credits_again_if_they_are_there(long spent, JobStatus end, long left)
    {
        await _host.GrantAsync(Some.Alice, 10);
        var job = await _host.AcceptedAsync(Some.Request());
        Ledger.LostCalls = int.MaxValue;
        await _host.DrainAsync(TimeSpan.FromHours(48));
        Ledger.LostCalls = 0;
        await Ledger.FreezeAsync(new() { Account = Some.Alice, Hold = new("other"), Amount = new(spent), Lifetime = TimeSpan.FromDays(1) });
        await Ledger.SettleAsync(new() { Account = Some.Alice, Hold = new("other"), Amount = new(spent) });

        await _host.DrainAsync();

        var ended = await _host.JobAsync(job);
        Assert.Equal(end, ended.Status);
        Assert.Equal(end == JobStatus.Succeeded ? 1 : 0, ended.Results.Count);
        Assert.Equal((left, 0), await _host.BalanceAsync());
        Assert.Equal(HoldStatus.TimedOut, (await Ledger.FindHoldAsync(Some.Alice, HoldId.For(job.Id)))!.Status);
    }

    [Fact]
    public async Task A_failure_is_released_however_often_it_takes()
    {
        await _host.GrantAsync(Some.Alice, 10);
        _host.Provider.OnTask = task => task.Fail(ProviderErrorKind.ContentRefused);
        var job = await _host.AcceptedAsync(Some.Request());
        (Ledger.LostCalls, Ledger.LostAnswers) = (2, 2);

        await _host.DrainAsync();

        Assert.Equal((JobStatus.Failed, Credits.Zero), await EndAsync(job));
        Assert.Equal((10, 0), await _host.BalanceAsync());
        Assert.Single(Ledger.Booked.OfType<ReleaseCredits>().Distinct());
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void LoseNext(bool booked)
    {
        if (booked)
        {
            Ledger.LostAnswers++;
        }
        else
        {
            Ledger.LostCalls++;
        }
    }

    private async Task<(JobStatus Status, Credits Charged)> EndAsync(GenerationJob job)
    {
        var ended = await _host.JobAsync(job);
        return (ended.Status, ended.Charged);
    }
}
