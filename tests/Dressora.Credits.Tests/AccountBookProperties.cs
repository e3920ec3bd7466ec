using CsCheck;
using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests;

public sealed class AccountBookProperties
{
    [Fact]
    public void Random_histories_agree_with_a_naive_account_after_every_step() => Histories.All.Sample(
        acts =>
        {
            var (shelf, naive, now) = (new Shelf(Histories.Alice), new NaiveAccount(), Histories.Start);
            foreach (var act in acts)
            {
                now += act.Later;
                var result = shelf.Apply(act.Operation, now);
                Assert.Equal(naive.Apply(act.Operation, now), result.GetType().Name);
                Assert.Equal(naive.Sequence, result.Sequence);
                AssertEqual(naive, shelf);
                Invariants.Check(shelf);
            }
        },
        iter: 6_000);

    [Fact]
    public void Sweeping_at_any_time_changes_no_answer() => Gen.Select(Histories.All, Gen.Bool.Array[40]).Sample(
        (acts, sweeps) =>
        {
            var (swept, lazy, now) = (new Shelf(Histories.Alice), new Shelf(Histories.Alice), Histories.Start);
            for (var i = 0; i < acts.Length; i++)
            {
                now += acts[i].Later;
                if (sweeps[i])
                {
                    swept.Sweep(now);
                }

                Assert.Equal(Told(lazy.Apply(acts[i].Operation, now)), Told(swept.Apply(acts[i].Operation, now)));
            }

            swept.Sweep(now);
            lazy.Sweep(now);
            AssertSame(lazy, swept);
        },
        iter: 4_000);

    [Fact]
    public void A_batch_is_its_operations_one_by_one() => Gen.Select(Histories.All, Gen.Int[1, 8]).Sample(
        (acts, size) =>
        {
            var (one, many, now) = (new Shelf(Histories.Alice), new Shelf(Histories.Alice), Histories.Start);
            foreach (var chunk in acts.Chunk(size))
            {
                now += chunk[0].Later;
                var operations = chunk.Select(act => act.Operation).ToList();
                var single = operations.Select(operation => Told(one.Apply(operation, now))).ToList();
                Assert.Equal(single, many.ApplyAll(operations, now).Select(Told));
                AssertSame(one, many);
            }
        },
        iter: 4_000);

    [Fact]
    public void Sending_every_operation_twice_changes_nothing() => Histories.All.Sample(
        acts =>
        {
            var (once, twice, now) = (new Shelf(Histories.Alice), new Shelf(Histories.Alice), Histories.Start);
            foreach (var act in acts)
            {
                now += act.Later;
                var first = once.Apply(act.Operation, now);
                Assert.Equal(Told(first), Told(twice.Apply(act.Operation, now)));
                var again = twice.Apply(act.Operation, now);
                Assert.Equal(first.IsRefused, again.IsRefused);
            }

            AssertSame(once, twice);
        },
        iter: 4_000);

    [Fact]
    public void Multiplying_every_amount_multiplies_every_balance() => Gen.Select(Histories.All, Gen.Int[2, 9]).Sample(
        (acts, factor) =>
        {
            var (plain, scaled, now) = (new Shelf(Histories.Alice), new Shelf(Histories.Alice), Histories.Start);
            foreach (var act in acts)
            {
                now += act.Later;
                plain.Apply(act.Operation, now);
                scaled.Apply(Scale(act.Operation, factor), now);
            }

            Assert.Equal(plain.State.Available * factor, scaled.State.Available);
            Assert.Equal(plain.State.Held * factor, scaled.State.Held);
        },
        iter: 3_000);

    private static CreditOperation Scale(CreditOperation operation, int factor) => operation switch
    {
        GrantCredits grant => grant with { Amount = grant.Amount * factor },
        FreezeCredits freeze => freeze with { Amount = freeze.Amount * factor },
        SettleCredits settle => settle with { Amount = settle.Amount * factor },
        _ => operation,
    };

    private static (string Kind, long Sequence) Told(CreditResult result) => (result.GetType().Name, result.Sequence);

    private static void AssertSame(Shelf expected, Shelf actual)
    {
        Assert.Equal(expected.State, actual.State);
        Assert.Equal(expected.Grants.OrderBy(grant => grant.Sequence), actual.Grants.OrderBy(grant => grant.Sequence));
        Assert.Equal(
            expected.Holds.OrderBy(hold => hold.Sequence).Select(hold => (hold.Id, hold.Status, hold.Settled, hold.Released)),
            actual.Holds.OrderBy(hold => hold.Sequence).Select(hold => (hold.Id, hold.Status, hold.Settled, hold.Released)));
        Assert.Equal(expected.Journal.Count, actual.Journal.Count);
    }

    private static void AssertEqual(NaiveAccount naive, Shelf shelf)
    {
        foreach (var grant in shelf.Grants)
        {
            var credits = naive.Credits.Where(credit => credit.Grant.Grant == grant.Id).ToList();
            Assert.Equal(credits.Count(credit => credit.Place == "available"), grant.Available.Value);
            Assert.Equal(credits.Count(credit => credit.Place == "held"), grant.Held.Value);
            Assert.Equal(credits.Count(credit => credit.Place == "settled"), grant.Settled.Value);
            Assert.Equal(credits.Count(credit => credit.Place == "expired"), grant.Expired.Value);
        }

        Assert.Equal(naive.Holds.Count, shelf.Holds.Count);
        foreach (var hold in shelf.Holds)
        {
            Assert.Equal(naive.Holds[hold.Id.Value].Status, hold.Status.ToString());
            Assert.Equal(naive.Holds[hold.Id.Value].Charged, hold.Settled.Value);
        }
    }
}
