using Dressora.Jobs;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Tests.Jobs.Machine;

public sealed class AttemptMachineTests
{
    [Fact]
    public void A_new_job_is_submitted_at_once()
    {
        var decision = JobMachine.Decide(SomeJob.Queued(), SomeJob.AtSecond(0));

        Assert.IsType<JobStep.Submit>(decision.Next);
        Assert.Equal(AttemptState.Planned, decision.Job.Attempt!.State);
        Assert.Equal(SomeJob.Provider, decision.Job.Awaits);
    }

    [Fact]
    public void A_job_whose_create_has_begun_is_running()
    {
        var job = SomeJob.Submitted();

        Assert.Equal(JobStatus.Running, job.Status);
        Assert.Equal(AttemptState.Submitting, job.Attempt!.State);
    }

    [Fact]
    public void A_create_whose_lease_died_is_unknown_and_never_sent_again()
    {
        var decision = JobMachine.Decide(SomeJob.Submitted(), SomeJob.AtSecond(40));

        Assert.Equal(AttemptState.Unknown, decision.Job.Attempt!.State);
        Assert.Equal(SomeJob.Start + TimeSpan.FromSeconds(340), Assert.IsType<JobStep.Wait>(decision.Next).Until);
    }

    [Fact]
    public void An_unknown_attempt_is_abandoned_at_its_own_deadline_and_its_hold_released()
    {
        var unknown = JobMachine.Decide(SomeJob.Submitted(), SomeJob.AtSecond(40)).Job;

        var decision = JobMachine.Decide(unknown, SomeJob.AtSecond(340));

        var verdict = Assert.IsType<JobStep.Finish>(decision.Next).Verdict;
        Assert.Equal((JobStatus.Failed, JobErrorCodes.OutcomeUnknown), (verdict.Status, verdict.Error!.Code));
        Assert.Equal(AttemptState.Abandoned, decision.Job.Attempt!.State);
    }

    [Fact]
    public void An_unknown_attempt_looks_at_the_task_that_its_callback_speaks_of()
    {
        var unknown = SomeJob.Learn(SomeJob.Submitted(), new AttemptFacts { UnknownSubmission = 1, Candidates = [SomeJob.Task], Messages = 1 });

        Assert.Equal(SomeJob.Task, Assert.IsType<JobStep.Probe>(JobMachine.Decide(unknown, SomeJob.AtSecond(5)).Next).Candidate);
    }

    [Fact]
    public void A_task_that_is_not_there_yet_is_looked_up_again_until_the_attempts_deadline()
    {
        var descriptor = SomeJob.Descriptor with { FindsTasks = true };
        var job = SomeJob.Learn(SomeJob.Submitted(), new AttemptFacts { UnknownSubmission = 1 });
        var (now, lookUps) = (TimeSpan.Zero, 0);
        while (true)
        {
            var decision = JobMachine.Decide(job, SomeJob.At(now, descriptor));
            job = decision.Job;
            if (decision.Next is JobStep.Finish finish)
            {
                Assert.Equal(JobErrorCodes.OutcomeUnknown, finish.Verdict.Error!.Code);
                break;
            }

            if (decision.Next is JobStep.Wait { Until: { } until })
            {
                now = until - SomeJob.Start;
                continue;
            }

            Assert.IsType<JobStep.LookUp>(decision.Next);
            job = JobMachine.Apply(job, new JobEvent.NotFoundYet(null), SomeJob.At(now, descriptor));
            lookUps++;
        }

        Assert.Equal(TimeSpan.FromMinutes(5), now);
        Assert.InRange(lookUps, 6, 15);
    }

    [Fact]
    public void A_candidate_comes_before_a_look_up()
    {
        var unknown = SomeJob.Learn(SomeJob.Submitted(), new AttemptFacts { UnknownSubmission = 1, Candidates = [SomeJob.Task] });

        Assert.IsType<JobStep.Probe>(JobMachine.Decide(unknown, SomeJob.At(TimeSpan.Zero, SomeJob.Descriptor with { FindsTasks = true })).Next);
    }

    [Fact]
    public void An_unknown_attempt_is_healed_by_the_fact_that_it_was_accepted()
    {
        var unknown = SomeJob.Learn(SomeJob.Submitted(), new AttemptFacts { UnknownSubmission = 1 });

        var healed = SomeJob.Learn(unknown, new AttemptFacts { Task = SomeJob.Task, AcceptedAt = SomeJob.Start });

        Assert.Equal(AttemptState.Accepted, healed.Attempt!.State);
    }

    [Fact]
    public void A_candidate_that_was_dismissed_is_not_looked_at_again()
    {
        var unknown = SomeJob.Learn(SomeJob.Submitted(), new AttemptFacts { UnknownSubmission = 1, Candidates = [SomeJob.Task] });

        var dismissed = JobMachine.Apply(unknown, new JobEvent.Dismissed(SomeJob.Task), SomeJob.AtSecond(5));

        Assert.IsType<JobStep.Wait>(JobMachine.Decide(dismissed, SomeJob.AtSecond(6)).Next);
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-29, true)]
    [InlineData(89, true)]
    [InlineData(91, false)]
    public void Only_a_task_created_inside_the_submit_window_can_be_ours(double second, bool ours)
    {
        var attempt = SomeJob.Submitted().Attempt!;
        var task = SomeJob.Running() with { CreatedAt = SomeJob.Start + TimeSpan.FromSeconds(second), Model = "model" };

        Assert.Equal(ours, JobMachine.IsOurs(attempt, task, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void A_task_of_another_model_or_of_an_unknown_age_is_not_ours()
    {
        var attempt = SomeJob.Submitted().Attempt!;

        Assert.False(JobMachine.IsOurs(attempt, SomeJob.Running() with { CreatedAt = SomeJob.Start, Model = "x" }, TimeSpan.FromSeconds(60)));
        Assert.False(JobMachine.IsOurs(attempt, SomeJob.Running(), TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void A_throttled_create_is_sent_again_after_its_back_off_with_a_new_submission()
    {
        var throttled = SomeJob.Learn(SomeJob.Submitted(), new AttemptFacts { UnsentSubmission = 1 });
        throttled = JobMachine.Apply(throttled, new JobEvent.Throttled(TimeSpan.FromSeconds(9)), SomeJob.AtSecond(1));

        Assert.Equal(AttemptState.Planned, throttled.Attempt!.State);
        Assert.Equal(SomeJob.Start.AddSeconds(10), Assert.IsType<JobStep.Wait>(JobMachine.Decide(throttled, SomeJob.AtSecond(2)).Next).Until);
        Assert.IsType<JobStep.Submit>(JobMachine.Decide(throttled, SomeJob.AtSecond(10)).Next);
        Assert.Equal(2, SomeJob.Submit(throttled, SomeJob.AtSecond(10)).Attempt!.Submission);
        Assert.Single(throttled.Attempts);
    }

    [Fact]
    public void The_news_that_an_earlier_submission_was_not_sent_does_not_reopen_a_later_one()
    {
        var again = SomeJob.Submit(SomeJob.Learn(SomeJob.Submitted(), new AttemptFacts { UnsentSubmission = 1 }), SomeJob.AtSecond(10));

        Assert.Equal(AttemptState.Submitting, SomeJob.Learn(again, new AttemptFacts { UnsentSubmission = 1 }).Attempt!.State);
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(20.0, 5)]
    [InlineData(100.0, 15)]
    public void The_first_look_comes_at_a_quarter_of_the_estimate_between_3_and_15_seconds(double? estimate, double second)
    {
        var job = SomeJob.Accepted(estimate: estimate is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        var decision = JobMachine.Decide(job, SomeJob.AtSecond(0));

        Assert.Equal(SomeJob.Start.AddSeconds(second), Assert.IsType<JobStep.Wait>(decision.Next).Until);
    }

    [Fact]
    public void Looks_in_vain_grow_apart_up_to_a_minute_and_its_jitter()
    {
        var job = JobMachine.Decide(SomeJob.Learn(SomeJob.Accepted(), SomeJob.Seen(SomeJob.Running())), SomeJob.AtSecond(0)).Job;
        var now = TimeSpan.Zero;
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            job = JobMachine.Apply(job, new JobEvent.Checked(0), SomeJob.At(now));
            pauses.Add(job.Attempt!.NextCheckAt!.Value - SomeJob.Start - now);
            now += pauses[^1];
        }

        Assert.All(pauses, pause => Assert.InRange(pause.TotalSeconds, 2, 72));
        Assert.True(pauses[^1].TotalSeconds >= 48);
        Assert.True(pauses[0] < pauses[4]);
    }

    [Fact]
    public void A_callback_makes_the_task_be_read_at_once_and_again_after_2_and_5_seconds()
    {
        var job = SomeJob.Learn(SomeJob.Accepted(), new AttemptFacts { Messages = 1 });
        Assert.IsType<JobStep.Check>(JobMachine.Decide(job, SomeJob.AtSecond(1)).Next);

        job = JobMachine.Apply(job, new JobEvent.Checked(1), SomeJob.AtSecond(1));
        Assert.Equal(SomeJob.Start.AddSeconds(3), job.Attempt!.NextCheckAt);

        job = JobMachine.Apply(job, new JobEvent.Checked(1), SomeJob.AtSecond(3));
        Assert.Equal(SomeJob.Start.AddSeconds(8), job.Attempt!.NextCheckAt);
    }

    [Fact]
    public void A_task_that_its_provider_does_not_know_is_lost_only_after_a_while()
    {
        var job = JobMachine.Apply(SomeJob.Accepted(), new JobEvent.NotFound(0), SomeJob.AtSecond(3));

        Assert.False(JobMachine.IsLost(job.Attempt!, SomeJob.AtSecond(62)));
        Assert.True(JobMachine.IsLost(job.Attempt!, SomeJob.AtSecond(63)));
        Assert.Null(JobMachine.Apply(job, new JobEvent.Checked(0), SomeJob.AtSecond(10)).Attempt!.NotFoundSince);
    }

    [Fact]
    public void At_the_deadline_the_task_is_read_once_more_then_asked_to_stop_and_the_job_times_out()
    {
        var late = SomeJob.At(SomeJob.EndAfter);
        var job = SomeJob.Accepted();
        Assert.IsType<JobStep.Check>(JobMachine.Decide(job, late).Next);

        job = JobMachine.Apply(job, new JobEvent.Checked(0), late);
        Assert.IsType<JobStep.CancelTask>(JobMachine.Decide(job, late).Next);

        job = JobMachine.Apply(job, new JobEvent.CancelPassedOn(), late);
        var verdict = Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, late).Next).Verdict;
        Assert.Equal((JobErrorCodes.TimedOut, ReleaseReason.TimedOut), (verdict.Error!.Code, verdict.Reason));
    }

    [Fact]
    public void What_is_done_at_the_deadline_counts()
    {
        var job = SomeJob.Learn(SomeJob.Accepted(), SomeJob.Seen(SomeJob.Succeeded()));

        Assert.Equal(JobStatus.Storing, JobMachine.Decide(job, SomeJob.At(SomeJob.EndAfter)).Job.Status);
    }

    [Fact]
    public void Before_a_create_is_sent_a_cancel_is_final_and_free()
    {
        var job = SomeJob.Queued() with { CancelRequestedAt = SomeJob.Start };

        Assert.Equal(JobStatus.Canceled, Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, SomeJob.AtSecond(0)).Next).Verdict.Status);
    }

    [Fact]
    public void After_acceptance_a_cancel_is_passed_on_and_the_job_stays_running_until_the_task_is_read_as_ended()
    {
        var job = SomeJob.Accepted() with { CancelRequestedAt = SomeJob.Start };
        Assert.IsType<JobStep.CancelTask>(JobMachine.Decide(job, SomeJob.AtSecond(1)).Next);

        job = JobMachine.Apply(job, new JobEvent.CancelPassedOn(), SomeJob.AtSecond(1));
        Assert.IsType<JobStep.Wait>(JobMachine.Decide(job, SomeJob.AtSecond(1)).Next);

        var stopped = SomeJob.Learn(job, SomeJob.Seen(new ProviderTask { Status = ProviderTaskStatus.Canceled }));
        Assert.Equal(JobStatus.Canceled, Assert.IsType<JobStep.Finish>(JobMachine.Decide(stopped, SomeJob.AtSecond(5)).Next).Verdict.Status);

        var done = SomeJob.Learn(job, SomeJob.Seen(SomeJob.Succeeded()));
        Assert.Equal(JobStatus.Storing, JobMachine.Decide(done, SomeJob.AtSecond(5)).Job.Status);
    }

    [Fact]
    public void A_provider_that_cannot_stop_tasks_is_not_asked_to()
    {
        var context = SomeJob.At(TimeSpan.FromSeconds(1), SomeJob.Descriptor with { Cancels = false });
        var job = SomeJob.Accepted() with { CancelRequestedAt = SomeJob.Start };

        Assert.IsType<JobStep.Wait>(JobMachine.Decide(job, context).Next);
    }

    [Fact]
    public void A_refused_create_goes_to_the_next_provider_because_it_is_unbilled()
    {
        var job = SomeJob.Learn(SomeJob.Submitted(), new AttemptFacts { Refusal = new(ProviderErrorKind.ProviderAccount) });

        var decision = JobMachine.Decide(job, SomeJob.AtSecond(1));

        Assert.IsType<JobStep.Submit>(decision.Next);
        Assert.Equal((2, SomeJob.Other), (decision.Job.Attempt!.Ordinal, decision.Job.Awaits));
    }

    [Theory]
    [InlineData(ProviderErrorKind.InvalidRequest, JobErrorCodes.InvalidRequest)]
    [InlineData(ProviderErrorKind.ContentRefused, JobErrorCodes.ContentRefused)]
    public void What_would_be_refused_elsewhere_too_ends_the_job(ProviderErrorKind kind, string code)
    {
        var job = SomeJob.Learn(SomeJob.Submitted(), new AttemptFacts { Refusal = new(kind) });

        Assert.Equal(code, Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, SomeJob.AtSecond(1)).Next).Verdict.Error!.Code);
    }

    [Fact]
    public void A_failed_task_goes_elsewhere_only_when_its_provider_says_that_it_cost_nothing()
    {
        var perhapsBilled = SomeJob.Learn(SomeJob.Accepted(), SomeJob.Seen(SomeJob.Failed(ProviderErrorKind.Unavailable)));
        var unbilled = SomeJob.Learn(SomeJob.Accepted(), SomeJob.Seen(SomeJob.Failed(ProviderErrorKind.Unavailable, cost: 0)));

        Assert.IsType<JobStep.Finish>(JobMachine.Decide(perhapsBilled, SomeJob.AtSecond(5)).Next);
        Assert.IsType<JobStep.Submit>(JobMachine.Decide(unbilled, SomeJob.AtSecond(5)).Next);
    }

    [Fact]
    public void No_attempt_follows_a_lost_task()
    {
        var job = SomeJob.Learn(SomeJob.Accepted(), new AttemptFacts { LostAt = SomeJob.Start });

        Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, SomeJob.AtSecond(70)).Next);
    }

    [Fact]
    public void A_provider_that_keeps_throttling_gives_way_to_the_next_one()
    {
        var job = JobMachine.Decide(SomeJob.Queued(), SomeJob.AtSecond(0)).Job;
        for (var submission = 1; submission <= MachineLimits.SubmissionsMax; submission++)
        {
            job = SomeJob.Learn(SomeJob.Submit(job, SomeJob.AtSecond(submission)), new AttemptFacts { UnsentSubmission = submission });
        }

        Assert.Equal(SomeJob.Other, JobMachine.Decide(job, SomeJob.AtSecond(10)).Job.Attempt!.Candidate.Provider);
    }

    [Fact]
    public void Inputs_are_staged_under_names_that_are_written_down_first()
    {
        var job = SomeJob.Queued(transport: InputTransport.Staged, inputs: 1);
        var decision = JobMachine.Decide(job, SomeJob.AtSecond(0));
        Assert.IsType<JobStep.NameStaged>(decision.Next);

        job = JobMachine.Apply(decision.Job, new JobEvent.StagedNamed(0, "name"), SomeJob.AtSecond(0));
        Assert.Equal("name", Assert.IsType<JobStep.Stage>(JobMachine.Decide(job, SomeJob.AtSecond(0)).Next).Copy.Name);

        job = JobMachine.Apply(job, new JobEvent.Staged(0, new("f", new("https://files.example.com/name"), null)), SomeJob.AtSecond(1));
        Assert.IsType<JobStep.Submit>(JobMachine.Decide(job, SomeJob.AtSecond(1)).Next);
    }

    [Fact]
    public void A_staged_copy_that_has_expired_is_made_again_before_the_create()
    {
        var job = JobMachine.Decide(SomeJob.Queued(transport: InputTransport.Staged, inputs: 1), SomeJob.AtSecond(0)).Job;
        job = JobMachine.Apply(job, new JobEvent.StagedNamed(0, "name"), SomeJob.AtSecond(0));
        job = JobMachine.Apply(
            job, new JobEvent.Staged(0, new("f", new("https://files.example.com/name"), SomeJob.Start.AddSeconds(10))), SomeJob.AtSecond(1));

        Assert.IsType<JobStep.Stage>(JobMachine.Decide(job, SomeJob.AtSecond(10)).Next);
    }
}
