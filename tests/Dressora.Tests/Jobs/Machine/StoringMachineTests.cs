using Dressora.Jobs;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Tests.Jobs.Machine;

public sealed class StoringMachineTests
{
    [Fact]
    public void A_success_opens_the_storing_window_which_the_providers_retention_bounds()
    {
        var decision = JobMachine.Decide(SomeJob.Delivered(), SomeJob.AtSecond(20));

        Assert.IsType<JobStep.Save>(decision.Next);
        Assert.Equal(SomeJob.Start.AddSeconds(20) + TimeSpan.FromHours(1), decision.Job.StoreBy);
        Assert.IsType<JobStep.StoreOutput>(JobMachine.Decide(decision.Job, SomeJob.AtSecond(20)).Next);
    }

    [Fact]
    public void What_is_stored_is_charged_per_output()
    {
        var job = Storing(count: 4, outputs: 4);
        for (var index = 0; index < 3; index++)
        {
            job = Stored(job, index);
        }

        job = JobMachine.Apply(job, new JobEvent.OutputDropped(3), SomeJob.AtSecond(30));

        var verdict = Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, SomeJob.AtSecond(30)).Next).Verdict;
        Assert.Equal((JobStatus.Succeeded, new Credits(6)), (verdict.Status, verdict.Charge));
    }

    [Fact]
    public void Fewer_outputs_than_asked_for_are_a_success()
    {
        var job = Stored(Storing(count: 4, outputs: 1), 0);

        Assert.Equal(new Credits(2), Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, SomeJob.AtSecond(30)).Next).Verdict.Charge);
    }

    [Fact]
    public void More_outputs_than_asked_for_are_dropped() => Assert.Single(Storing(count: 1, outputs: 3).Outputs);

    [Fact]
    public void Nothing_stored_is_a_failure()
    {
        var job = JobMachine.Apply(Storing(), new JobEvent.OutputDropped(0), SomeJob.AtSecond(30));

        var verdict = Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, SomeJob.AtSecond(30)).Next).Verdict;
        Assert.Equal((JobStatus.Failed, JobErrorCodes.OutputUnavailable), (verdict.Status, verdict.Error!.Code));
    }

    [Fact]
    public void When_the_window_closes_what_is_pending_is_dropped_and_what_is_stored_is_delivered()
    {
        var job = Stored(Storing(count: 2, outputs: 2), 0);

        var decision = JobMachine.Decide(job, SomeJob.At(TimeSpan.FromHours(2)));

        Assert.Equal(new Credits(2), Assert.IsType<JobStep.Finish>(decision.Next).Verdict.Charge);
        Assert.Equal(OutputStatus.Dropped, decision.Job.Outputs[1].Status);
    }

    [Fact]
    public void A_cancel_while_storing_changes_nothing_because_the_image_was_paid_for()
    {
        var job = Stored(Storing(), 0) with { CancelRequestedAt = SomeJob.Start };

        Assert.Equal(JobStatus.Succeeded, Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, SomeJob.AtSecond(30)).Next).Verdict.Status);
    }

    [Fact]
    public void Lapsed_credits_fail_the_job_and_its_outputs_are_removed()
    {
        var job = JobMachine.Apply(Stored(Storing(), 0), new JobEvent.CreditsLapsed(), SomeJob.AtSecond(30));
        var verdict = Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, SomeJob.AtSecond(30)).Next).Verdict;
        Assert.Equal(JobErrorCodes.CreditsLapsed, verdict.Error!.Code);

        job = JobMachine.Apply(job, new JobEvent.Finished(verdict), SomeJob.AtSecond(30));

        Assert.Equal(HoldState.Lapsed, job.Hold);
        Assert.IsType<JobStep.RemoveOutput>(JobMachine.Decide(job, SomeJob.AtSecond(30)).Next);
    }

    [Fact]
    public void A_committed_verdict_is_never_computed_again()
    {
        var verdict = JobEnd.TimedOut;
        var job = Stored(Storing(), 0) with { Verdict = verdict, ForeignLedger = true };

        Assert.Same(verdict, Assert.IsType<JobStep.Finish>(JobMachine.Decide(job, SomeJob.AtSecond(30)).Next).Verdict);
    }

    [Fact]
    public void Progress_is_one_only_after_success_and_never_falls()
    {
        var job = Stored(Storing(count: 2, outputs: 2), 0);
        Assert.InRange(job.Progress, 0.9, 0.99);

        var done = JobMachine.Apply(Stored(job, 1), new JobEvent.Finished(JobEnd.Succeeded(new Credits(4))), SomeJob.AtSecond(31));

        Assert.Equal(1, done.Progress);
        Assert.Equal(new Credits(4), done.Charged);
    }

    [Fact]
    public void An_ended_job_discards_its_staged_copies_and_once_more_when_nobody_can_be_making_them_any_longer()
    {
        var staged = new StagedRecord { Input = 0, Name = "name" };
        var job = Ended();
        job = job.With(job.Attempt! with { Staged = [staged] });

        Assert.Equal(staged, Assert.IsType<JobStep.Discard>(JobMachine.Decide(job, SomeJob.AtSecond(40)).Next).Copy);

        job = JobMachine.Apply(job, new JobEvent.Discarded(1, "name"), SomeJob.AtSecond(41));
        var later = Assert.IsType<JobStep.Wait>(JobMachine.Decide(job, SomeJob.AtSecond(41)).Next).Until!.Value;
        Assert.Equal(job.FinishedAt + TimeSpan.FromHours(24), later);

        var context = SomeJob.AtSecond(0) with { Now = later };
        Assert.Equal("name", Assert.IsType<JobStep.Discard>(JobMachine.Decide(job, context).Next).Copy.Name);
        job = JobMachine.Apply(job, new JobEvent.Discarded(1, "name"), context);
        Assert.IsType<JobStep.RemoveInputs>(JobMachine.Decide(job, context).Next);
    }

    [Fact]
    public void Results_that_are_too_old_are_removed_once_and_then_it_rests_for_ever()
    {
        var job = Ended();
        var (now, later) = (SomeJob.At(job.FinishedAt!.Value.AddDays(90) - SomeJob.Start), SomeJob.At(job.FinishedAt!.Value.AddDays(91) - SomeJob.Start));

        Assert.IsType<JobStep.RemoveResults>(JobMachine.Decide(job, now).Next);

        job = JobMachine.Apply(job, new JobEvent.ResultsRemoved(), now);
        Assert.Equal(now.Now, job.ResultsRemovedAt);
        Assert.Null(Assert.IsType<JobStep.Wait>(JobMachine.Decide(job, later).Next).Until);
    }

    [Fact]
    public void Copies_of_url_inputs_are_removed_a_day_after_the_end()
    {
        var input = new InputRecord
        {
            Role = InputRole.Garment,
            Key = StorageKey.ForInput("aa"),
            Url = new("https://example.com/g.png"),
            Image = new("image/png", 1, 1, 1),
        };
        var job = Ended() with { Inputs = [input] };
        var at = Assert.IsType<JobStep.Wait>(JobMachine.Decide(job, SomeJob.AtSecond(40)).Next).Until;

        Assert.Equal(job.FinishedAt + TimeSpan.FromHours(24), at);
        Assert.IsType<JobStep.RemoveInputs>(JobMachine.Decide(job, SomeJob.At(at!.Value - SomeJob.Start)).Next);
    }

    [Fact]
    public void Erasing_takes_the_words_and_pictures_and_leaves_the_amounts()
    {
        var job = Ended() with { EraseRequestedAt = SomeJob.Start };
        Assert.IsType<JobStep.Erase>(JobMachine.Decide(job, SomeJob.AtSecond(40)).Next);

        var erased = JobMachine.Apply(job, new JobEvent.Erased(), SomeJob.AtSecond(41));

        Assert.Null(erased.Prompt);
        Assert.Empty(erased.ToJob().Results);
        Assert.Equal(job.Charged, erased.Charged);
        Assert.IsType<JobStep.Wait>(JobMachine.Decide(erased, SomeJob.AtSecond(42)).Next);
    }

    private static JobRecord Storing(int count = 1, int outputs = 1) =>
        JobMachine.Decide(SomeJob.Delivered(count, outputs), SomeJob.AtSecond(20)).Job;

    private static JobRecord Stored(JobRecord job, int index) =>
        JobMachine.Apply(job, new JobEvent.OutputStored(index, new ImageInfo("image/png", 1, 1, 1)), SomeJob.AtSecond(25));

    private static JobRecord Ended() =>
        JobMachine.Apply(Stored(Storing(), 0), new JobEvent.Finished(JobEnd.Succeeded(new Credits(2))), SomeJob.AtSecond(30));
}
