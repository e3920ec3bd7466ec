using CsCheck;
using Dressora.Jobs;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Tests.Jobs.Machine;

/// <summary>Random lives of a job: whatever happens in whatever order, the rules hold after every step.</summary>
public sealed class JobMachineProperties
{
    private static readonly Gen<int[]> Lives = Gen.Int[0, 999].Array[1, 60];

    [Fact]
    public void Whatever_happens_no_second_create_is_sent_before_the_first_is_proven_unbilled() => Lives.Sample(
        choices =>
        {
            var life = new Life(choices);
            life.Run();
            return true;
        },
        iter: 20_000);

    [Fact]
    public void The_generated_lives_reach_every_end_and_every_state_of_an_attempt()
    {
        var ends = new System.Collections.Concurrent.ConcurrentDictionary<JobStatus, int>();
        var states = new System.Collections.Concurrent.ConcurrentDictionary<AttemptState, int>();
        Lives.Sample(
            choices =>
            {
                var life = new Life(choices);
                life.Run();
                ends.AddOrUpdate(life.Job.Status, 1, (_, count) => count + 1);
                foreach (var attempt in life.Job.Attempts)
                {
                    states.AddOrUpdate(attempt.State, 1, (_, count) => count + 1);
                }
            },
            iter: 5_000);

        Assert.Empty(Enum.GetValues<JobStatus>().Except([JobStatus.Queued]).Except(ends.Keys));
        Assert.Empty(Enum.GetValues<AttemptState>().Except([AttemptState.Lost]).Except(states.Keys));
    }

    [Fact]
    public void Deciding_twice_is_deciding_once() => Lives.Sample(
        choices =>
        {
            var life = new Life(choices);
            life.Run();
            var context = life.Context;
            var once = JobMachine.Decide(life.Job, context);
            var twice = JobMachine.Decide(once.Job, context);
            Assert.Equal(once.Next is JobStep.Save, once.Next is JobStep.Save && twice.Next is not JobStep.Save);
            return once.Next is JobStep.Save || once.Next.GetType() == twice.Next.GetType();
        },
        iter: 5_000);

    [Fact]
    public void Facts_may_arrive_in_any_order_and_any_number_of_times() => Gen.Int[0, 999].Array[1, 8].Sample(
        choices =>
        {
            var facts = choices.Select((choice, index) => FactOf(choice, index)).ToList();
            var forward = facts.Aggregate(AttemptFacts.None, (known, fact) => known.Merge(fact));
            var again = facts.Concat(facts).Aggregate(AttemptFacts.None, (known, fact) => known.Merge(fact));
            Assert.Equal(StateOf(forward), StateOf(again));
            Assert.Equal(forward.Seen?.Status, again.Seen?.Status);
            return forward.Task == again.Task && forward.UnsentSubmission == again.UnsentSubmission;
        },
        iter: 20_000);

    private static AttemptState StateOf(AttemptFacts facts) => (SomeJob.Submitted().Attempt! with { Facts = facts }).State;

    private static AttemptFacts FactOf(int choice, int index) => (choice % 7) switch
    {
        0 => new AttemptFacts { UnsentSubmission = choice % 3 },
        1 => new AttemptFacts { UnknownSubmission = choice % 3 },
        2 => new AttemptFacts { Task = SomeJob.Task, AcceptedAt = SomeJob.Start },
        3 => new AttemptFacts { Seen = SomeJob.Running(), SeenAt = SomeJob.Start.AddSeconds(index) },
        4 => new AttemptFacts { Seen = SomeJob.Succeeded(), SeenAt = SomeJob.Start.AddSeconds(index) },
        5 => new AttemptFacts { Candidates = [new ProviderTaskId($"task-{choice}")], Messages = index },
        _ => new AttemptFacts { LostAt = SomeJob.Start },
    };

    /// <summary>One job under a stream of choices: each says what the world does next.</summary>
    private sealed class Life(int[] choices)
    {
        private DateTimeOffset _now = SomeJob.Start;
        private int _next;

        public JobRecord Job { get; private set; } = SomeJob.Queued(count: 2);

        public MachineContext Context => SomeJob.At(_now - SomeJob.Start);

        public void Run()
        {
            while (_next < choices.Length)
            {
                var before = Job;
                var decision = JobMachine.Decide(Job, Context);
                Check(before, decision);
                Job = decision.Job;
                Take(decision.Next);
                Assert.True(Job.Progress >= before.Progress, "Progress fell.");
                Assert.True(!before.Status.IsTerminal() || Job.Status == before.Status, "An ended job moved.");
                Assert.True(
                    before.Status == Job.Status || JobStatuses.CanMove(before.Status, Job.Status), $"{before.Status} moved to {Job.Status}.");
            }
        }

        private void Check(JobRecord before, Decision decision)
        {
            switch (decision.Next)
            {
                case JobStep.Submit:
                    Assert.Equal(AttemptState.Planned, decision.Job.Attempt!.State);
                    Assert.All(decision.Job.Attempts.SkipLast(1), attempt => Assert.True(
                        attempt.State == AttemptState.Failed && (attempt.Facts.Task is null || attempt.Facts.Cost == 0),
                        "An attempt followed one that may be billed."));
                    break;
                case JobStep.Finish { Verdict: { Status: JobStatus.Succeeded } verdict }:
                    var stored = decision.Job.Outputs.Count(output => output.Status == OutputStatus.Stored);
                    Assert.True(stored > 0);
                    Assert.Equal(decision.Job.PricePerOutput * stored, verdict.Charge);
                    Assert.True(verdict.Charge <= decision.Job.Frozen);
                    break;
                case JobStep.Finish finish:
                    Assert.Equal(Credits.Zero, finish.Verdict.Charge);
                    break;
                case JobStep.Wait { Until: { } until }:
                    Assert.True(until > _now, "A wait that is over is no wait.");
                    break;
                case JobStep.Wait:
                    Assert.True(before.Status.IsTerminal(), "A job that has not ended is never left without a next look.");
                    break;
            }
        }

        private int Choose() => _next < choices.Length ? choices[_next++] : 0;

        private void Take(JobStep step)
        {
            var choice = Choose();
            switch (step)
            {
                case JobStep.Wait wait:
                    _now = (wait.Until ?? _now.AddSeconds(1)) + TimeSpan.FromSeconds(choice % 3);
                    Meddle(choice);
                    break;
                case JobStep.Submit:
                    Job = SomeJob.Submit(Job, Context);
                    Job = Learn(AnswerTo(choice));
                    if (choice % 5 == 1)
                    {
                        Job = JobMachine.Apply(Job, new JobEvent.Throttled(null), Context);
                    }

                    break;
                case JobStep.Check:
                    Read(choice);
                    break;
                case JobStep.Probe probe:
                    Job = choice % 2 == 0
                        ? Learn(new AttemptFacts { Task = probe.Candidate, AcceptedAt = _now })
                        : JobMachine.Apply(Job, new JobEvent.Dismissed(probe.Candidate), Context);
                    break;
                case JobStep.CancelTask:
                    Job = JobMachine.Apply(Job, new JobEvent.CancelPassedOn(), Context);
                    break;
                case JobStep.StoreOutput output:
                    Job = JobMachine.Apply(Job, Stored(output.Output, choice), Context);
                    _now += TimeSpan.FromSeconds(choice);
                    break;
                case JobStep.Finish finish:
                    Job = JobMachine.Apply(Job, new JobEvent.Finished(finish.Verdict), Context);
                    break;
                case JobStep.RemoveOutput remove:
                    Job = JobMachine.Apply(Job, new JobEvent.OutputRemoved(remove.Output), Context);
                    break;
            }
        }

        private AttemptFacts AnswerTo(int choice) => (choice % 5) switch
        {
            0 => new AttemptFacts { Task = SomeJob.Task, AcceptedAt = _now },
            1 => new AttemptFacts { UnsentSubmission = Job.Attempt!.Submission },
            2 => new AttemptFacts { UnknownSubmission = Job.Attempt!.Submission },
            3 => new AttemptFacts { Refusal = new ProviderError((ProviderErrorKind)(choice % 8)) },
            _ => AttemptFacts.None, // The process died: the next to look finds a create that nobody answered for.
        };

        private void Read(int choice)
        {
            var seen = Job.Attempt!.Facts.Messages;
            var task = (choice % 6) switch
            {
                0 => SomeJob.Succeeded(1 + (choice % 3)),
                1 => SomeJob.Failed((ProviderErrorKind)(choice % 8), choice % 2 == 0 ? 0 : null),
                2 => new ProviderTask { Status = ProviderTaskStatus.Canceled },
                3 => SomeJob.Running(choice / 999.0),
                _ => null,
            };
            Job = task is null ? Job : Learn(new AttemptFacts { Seen = task, SeenAt = _now, Cost = task.Cost });
            JobEvent happened = task is not null ? new JobEvent.Checked(seen)
                : choice % 2 == 0 ? new JobEvent.NotFound(seen)
                : new JobEvent.CheckFailed(seen, null);
            Job = JobMachine.Apply(Job, happened, Context);
        }

        private void Meddle(int choice)
        {
            if (choice % 11 == 0)
            {
                Job = Job with { CancelRequestedAt = Job.CancelRequestedAt ?? _now };
            }

            if (choice % 4 == 0 && Job.Attempt is { } attempt)
            {
                Job = Learn(new AttemptFacts { Messages = attempt.Facts.Messages + 1, Candidates = [SomeJob.Task] });
            }
        }

        private static JobEvent Stored(int output, int choice) => (choice % 4) switch
        {
            0 => new JobEvent.OutputDropped(output),
            1 => new JobEvent.OutputRefreshed(output),
            _ => new JobEvent.OutputStored(output, new ImageInfo("image/png", 1, 1, 1)),
        };

        private JobRecord Learn(AttemptFacts facts) => SomeJob.Learn(Job, facts);
    }
}
