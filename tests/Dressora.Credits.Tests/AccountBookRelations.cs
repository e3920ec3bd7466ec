using CsCheck;
using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests;

/// <summary>How one history must relate to another, whatever the right answers are.</summary>
public sealed class AccountBookRelations
{
    [Fact]
    public void An_ended_hold_never_changes_again_but_for_what_is_refunded() => Histories.All.Sample(
        acts =>
        {
            var (shelf, ended) = (new Shelf(Histories.Alice), new Dictionary<HoldId, CreditHold>());
            Play(acts, (operation, now) =>
            {
                shelf.Apply(operation, now);
                var holds = shelf.Holds.ToDictionary(hold => hold.Id);
                Assert.All(ended.Values, hold => Assert.Equal(hold with { Lines = [] }, holds[hold.Id] with { Lines = [] }));
                foreach (var hold in shelf.Holds.Where(hold => hold.Status != HoldStatus.Open))
                {
                    ended.TryAdd(hold.Id, hold);
                }
            });
        },
        iter: Histories.Count(2_000));

    [Fact]
    public void M3_Freezing_and_releasing_at_once_changes_no_grant() => Gen.Select(Histories.All, Gen.Int[0, 12]).Sample(
        (acts, amount) =>
        {
            var shelf = new Shelf(Histories.Alice);
            var now = Play(acts, (operation, time) => shelf.Apply(operation, time));
            shelf.Sweep(now);
            var before = shelf.Grants.ToList();

            shelf.Apply(Some.Freeze("new", amount), now);
            shelf.Apply(Some.Release("new"), now);

            Assert.Equal(before, shelf.Grants);
        },
        iter: Histories.Count(3_000));

    [Fact]
    public void I14_A_partial_settle_charges_what_a_smaller_hold_would_have() => Gen.Select(Histories.All, Gen.Int[0, 8], Gen.Int[0, 8]).Sample(
        (acts, charged, more) =>
        {
            var (larger, smaller) = (new Shelf(Histories.Alice), new Shelf(Histories.Alice));
            var now = Play(acts, (operation, time) =>
            {
                larger.Apply(operation, time);
                smaller.Apply(operation, time);
            });
            if (larger.Apply(Some.Freeze("new", charged + more), now).IsRefused)
            {
                return;
            }

            larger.Apply(Some.Settle("new", charged), now);
            smaller.Apply(Some.Freeze("new", charged), now);
            smaller.Apply(Some.Settle("new", charged), now);

            Assert.Equal(smaller.Grants, larger.Grants);
        },
        iter: Histories.Count(3_000));

    [Fact]
    public void M3_A_freeze_and_its_settle_move_what_an_adjustment_moves() => Gen.Select(Histories.All, Gen.Int[1, 8]).Sample(
        (acts, amount) =>
        {
            var (twoSteps, oneStep) = (new Shelf(Histories.Alice), new Shelf(Histories.Alice));
            var now = Play(acts, (operation, time) =>
            {
                twoSteps.Apply(operation, time);
                oneStep.Apply(operation, time);
            });

            twoSteps.Apply(Some.Freeze("new", amount), now);
            twoSteps.Apply(Some.Settle("new", amount), now);
            oneStep.Apply(new AdjustCredits { Account = Histories.Alice, Hold = new HoldId("new"), Amount = new Credits(amount), Note = "n" }, now);

            Assert.Equal(oneStep.Grants, twoSteps.Grants);
        },
        iter: Histories.Count(3_000));

    [Fact]
    public void M9_Splitting_a_grant_changes_no_answer() => Histories.All.Sample(
        acts =>
        {
            // A revocation names one grant, and so tells the whole from its parts.
            var (whole, split) = (new Shelf(Histories.Alice), new Shelf(Histories.Alice));
            Play([.. acts.Where(act => act.Operation is not RevokeCredits)], (operation, now) =>
            {
                if (operation is GrantCredits grant)
                {
                    whole.Apply(grant with { Amount = grant.Amount + new Credits(1) }, now);
                    split.Apply(grant with { Grant = new GrantId($"{grant.Grant}-front"), Amount = new Credits(1) }, now);
                    split.Apply(grant with { Grant = new GrantId($"{grant.Grant}-back") }, now);
                }
                else
                {
                    Assert.Equal(whole.Apply(operation, now).GetType(), split.Apply(operation, now).GetType());
                }

                Assert.Equal((whole.State.Available, whole.State.Held), (split.State.Available, split.State.Held));
            });
        },
        iter: Histories.Count(3_000));

    [Fact]
    public void Another_payload_under_a_known_key_writes_nothing() => Histories.All.Sample(
        acts =>
        {
            var shelf = new Shelf(Histories.Alice);
            Play(acts, (operation, now) =>
            {
                shelf.Apply(operation, now);
                var (rows, booked) = (shelf.State, shelf.Journal.Count);
                CreditOperation? poison = operation switch
                {
                    GrantCredits grant => grant with { Amount = grant.Amount + new Credits(100) },
                    FreezeCredits freeze when shelf.Holds.Any(hold => hold.Id == freeze.Hold) =>
                        freeze with { Amount = freeze.Amount + new Credits(100) },
                    SettleCredits settle => settle with { Amount = settle.Amount + new Credits(100) },
                    RefundCredits refund => refund with { Amount = refund.Amount + new Credits(100) },
                    RevokeCredits revoke => revoke with { Amount = new Credits(100) },
                    AdjustCredits adjust => adjust with { Amount = adjust.Amount + new Credits(100) },
                    _ => null,
                };
                if (poison is not null)
                {
                    Assert.True(shelf.Apply(poison, now).IsRefused);
                    Assert.Equal((rows, booked), (shelf.State, shelf.Journal.Count));
                }
            });
        },
        iter: Histories.Count(2_000));

    /// <summary>Plays a history and returns when it ended.</summary>
    private static DateTimeOffset Play(Act[] acts, Action<CreditOperation, DateTimeOffset> apply)
    {
        var now = Histories.Start;
        foreach (var act in acts)
        {
            now += act.Later;
            apply(act.Operation, now);
        }

        return now;
    }
}
