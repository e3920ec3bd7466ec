using Dressora.Jobs;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Tests.Jobs.Machine;

/// <summary>What a job does that wants to begin a task where it may not.</summary>
public sealed class PlaceMachineTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_job_before_its_create_says_that_it_awaits_one()
    {
        var decision = JobMachine.Decide(SomeJob.Queued(), SomeJob.AtSecond(0));

        Assert.True(decision.Job.AwaitsCreate);
        Assert.True(decision.Job.BeginsTask);
        Assert.Null(decision.Job.HasTaskAt);
    }

    [Fact]
    public void A_job_whose_task_is_under_way_begins_none()
    {
        var submitted = SomeJob.Submitted();
        var accepted = JobMachine.Decide(SomeJob.Accepted(), SomeJob.AtSecond(0)).Job;

        Assert.Equal((false, SomeJob.Provider), (submitted.BeginsTask, submitted.HasTaskAt));
        Assert.Equal((false, SomeJob.Provider), (accepted.AwaitsCreate, accepted.HasTaskAt));
    }

    [Fact]
    public void A_job_that_is_to_be_canceled_or_has_ended_begins_none_and_has_none()
    {
        var awaiting = JobMachine.Decide(SomeJob.Queued(), SomeJob.AtSecond(0)).Job;

        Assert.False((awaiting with { CancelRequestedAt = SomeJob.Start }).BeginsTask);
        Assert.False((awaiting with { Hold = HoldState.Pending }).BeginsTask);
        Assert.Null((SomeJob.Accepted() with { Status = JobStatus.Failed }).HasTaskAt);
    }

    [Fact]
    public void An_input_is_fetched_without_a_place()
    {
        var job = SomeJob.Queued(inputs: 1);
        job = job with { Inputs = [job.Inputs[0] with { Image = null, Url = new Uri("https://example.com/a.png") }] };

        var decision = JobMachine.Decide(job, Full());

        Assert.IsType<JobStep.FetchInput>(decision.Next);
        Assert.False(decision.Job.AwaitsCreate);
    }

    [Theory]
    [InlineData(InputTransport.None)]
    [InlineData(InputTransport.Staged)]
    public void A_job_without_a_place_waits_before_it_stages_or_submits_anything(InputTransport transport)
    {
        var decision = JobMachine.Decide(SomeJob.Queued(transport: transport, inputs: 1), Full());

        Assert.Equal(SomeJob.Start, Assert.IsType<JobStep.Wait>(decision.Next).Until);
        Assert.True(decision.Job.BeginsTask);
    }

    [Fact]
    public void A_lease_that_was_given_for_it_begins_the_task() =>
        Assert.IsType<JobStep.Submit>(JobMachine.Decide(SomeJob.Queued(), Full() with { PlaceAt = SomeJob.Provider }).Next);

    [Fact]
    public void A_lease_that_was_given_for_another_provider_does_not() =>
        Assert.IsType<JobStep.Wait>(JobMachine.Decide(SomeJob.Queued(), Full() with { PlaceAt = SomeJob.Other }).Next);

    [Fact]
    public void A_throttle_that_came_after_the_lease_is_waited_for()
    {
        var context = SomeJob.AtSecond(0) with { StateOf = _ => new ProviderState(IsLimited: true, Pause, null), PlaceAt = SomeJob.Provider };

        var decision = JobMachine.Decide(SomeJob.Queued(), context);

        Assert.Equal(SomeJob.Start + Pause, Assert.IsType<JobStep.Wait>(decision.Next).Until);
        Assert.Equal(0, decision.Job.Attempt!.Submission);
    }

    [Fact]
    public void No_wait_for_a_place_outlasts_the_deadline()
    {
        var context = SomeJob.AtSecond(0) with { StateOf = _ => new ProviderState(IsLimited: true, TimeSpan.FromHours(1), null) };

        var waiting = JobMachine.Decide(SomeJob.Queued(), context);
        Assert.Equal(SomeJob.Start + SomeJob.EndAfter, Assert.IsType<JobStep.Wait>(waiting.Next).Until);

        var ended = JobMachine.Decide(waiting.Job, context with { Now = SomeJob.Start + SomeJob.EndAfter });
        Assert.Equal(JobErrorCodes.TimedOut, Assert.IsType<JobStep.Finish>(ended.Next).Verdict.Error!.Code);
    }

    [Fact]
    public void A_provider_that_is_down_is_passed_over_unasked()
    {
        var decision = JobMachine.Decide(SomeJob.Queued(), Down(SomeJob.Provider));

        Assert.IsType<JobStep.Submit>(decision.Next);
        Assert.Equal([AttemptState.Failed, AttemptState.Planned], decision.Job.Attempts.Select(attempt => attempt.State));
        Assert.Equal((SomeJob.Other, 0), (decision.Job.Awaits, decision.Job.Attempts[0].Submission));
        Assert.Equal(CreateCircuit.OpenCode, decision.Job.Attempts[0].GivenUp!.Code);
    }

    [Fact]
    public void Where_every_provider_is_down_the_job_waits_and_burns_no_attempt()
    {
        var decision = JobMachine.Decide(SomeJob.Queued(), Down(SomeJob.Provider, SomeJob.Other));

        Assert.Equal(SomeJob.Start + Pause, Assert.IsType<JobStep.Wait>(decision.Next).Until);
        Assert.Single(decision.Job.Attempts);
    }

    [Fact]
    public void Who_cancels_does_not_wait_for_a_provider_that_is_down()
    {
        var job = JobMachine.Decide(SomeJob.Queued(), Down(SomeJob.Provider, SomeJob.Other)).Job with { CancelRequestedAt = SomeJob.Start };

        Assert.Equal(JobStatus.Canceled, Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, Down(SomeJob.Provider)).Next).Verdict.Status);
    }

    private static MachineContext Full() => SomeJob.AtSecond(0) with { StateOf = _ => new ProviderState(IsLimited: true, TimeSpan.Zero, null) };

    private static MachineContext Down(params string[] providers) => SomeJob.AtSecond(0) with
    {
        StateOf = provider => providers.Contains(provider) ? new ProviderState(IsLimited: false, TimeSpan.Zero, Pause) : default,
    };
}
