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
                Assert.Equal(naive.Apply(act.Operation, now), (result.GetType().Name, result.Sequence));
                AssertEqual(naive, shelf);
                Invariants.Check(shelf);
            }
        },
        iter: Histories.Count(6_000));

    [Fact]
    public void M1_Sweeping_at_any_time_changes_no_answer() => Gen.Select(Histories.All, Gen.Bool.Array[50]).Sample(
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
        iter: Histories.Count(4_000));

    [Fact]
    public void M2_A_batch_is_its_operations_one_by_one() => Gen.Select(Histories.All, Gen.Int[1, 8]).Sample(
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
        iter: Histories.Count(4_000));

    [Fact]
    public void I10_Sending_every_operation_twice_changes_nothing() => Histories.All.Sample(
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
        iter: Histories.Count(4_000));

    [Fact]
    public void M7_What_is_sent_again_after_a_crash_ends_where_no_crash_would_have_ended() => Gen.Select(Histories.All, Gen.Int[0, 2].Array[50]).Sample(
        (acts, crashes) =>
        {
            var (calm, crashing, now) = (new Shelf(Histories.Alice), new Shelf(Histories.Alice), Histories.Start);
            for (var i = 0; i < acts.Length; i++)
            {
                now += acts[i].Later;
                calm.Apply(acts[i].Operation, now);
                if (crashes[i] == 1)
                {
                    crashing.ApplyWithoutSaving(acts[i].Operation, now);
                }
                else if (crashes[i] == 2)
                {
                    crashing.Apply(acts[i].Operation, now); // Saved, and the answer lost.
                }

                crashing.Apply(acts[i].Operation, now);
            }

            AssertSame(calm, crashing);
        },
        iter: Histories.Count(3_000));

    [Fact]
    public void M6_Other_names_change_no_answer() => Histories.All.Sample(
        acts =>
        {
            var (plain, renamed, now) = (new Shelf(Histories.Alice), new Shelf(Histories.Alice), Histories.Start);
            foreach (var act in acts)
            {
                now += act.Later;
                Assert.Equal(Told(plain.Apply(act.Operation, now)), Told(renamed.Apply(Rename(act.Operation), now)));
            }

            Assert.Equal(plain.State, renamed.State);
        },
        iter: Histories.Count(3_000));

    [Fact]
    public void M4_Operations_on_other_accounts_commute_because_a_book_refuses_them() => Histories.All.Sample(
        acts =>
        {
            var (alice, bob) = (new Shelf(Histories.Alice), new Shelf(new AccountId("bob")));
            var now = Histories.Start;
            foreach (var act in acts)
            {
                now += act.Later;
                var (before, booked) = (bob.State, bob.Journal.Count);
                alice.Apply(act.Operation, now);
                Assert.Throws<ArgumentException>(() => bob.ApplyTo(act.Operation, now));
                Assert.Equal((before, booked), (bob.State, bob.Journal.Count));
            }
        },
        iter: Histories.Count(500));

    [Fact]
    public void M5_Multiplying_every_amount_multiplies_every_balance() => Gen.Select(Histories.All, Gen.Int[2, 9]).Sample(
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
        iter: Histories.Count(3_000));

    private static CreditOperation Scale(CreditOperation operation, int factor) => operation switch
    {
        GrantCredits grant => grant with { Amount = grant.Amount * factor },
        FreezeCredits freeze => freeze with { Amount = freeze.Amount * factor },
        SettleCredits settle => settle with { Amount = settle.Amount * factor },
        RefundCredits refund => refund with { Amount = refund.Amount * factor },
        RevokeCredits revoke => revoke with { Amount = revoke.Amount is { } amount ? amount * factor : null },
        AdjustCredits adjust => adjust with { Amount = adjust.Amount * factor },
        _ => operation,
    };

    // Names that sort the other way round.
    private static CreditOperation Rename(CreditOperation operation)
    {
        static string Other(string id) => $"{(char)('z' - (id[^1] - '0'))}{id}";
        return operation switch
        {
            GrantCredits grant => grant with { Grant = new GrantId(Other(grant.Grant.Value)) },
            FreezeCredits freeze => freeze with { Hold = new HoldId(Other(freeze.Hold.Value)) },
            ExtendCredits extend => extend with { Hold = new HoldId(Other(extend.Hold.Value)) },
            SettleCredits settle => settle with { Hold = new HoldId(Other(settle.Hold.Value)) },
            ReleaseCredits release => release with { Hold = new HoldId(Other(release.Hold.Value)) },
            RefundCredits refund => refund with { Hold = new HoldId(Other(refund.Hold.Value)), Key = new OperationKey(Other(refund.Key.Value)) },
            RevokeCredits revoke => revoke with { Grant = new GrantId(Other(revoke.Grant.Value)), Key = new OperationKey(Other(revoke.Key.Value)) },
            AdjustCredits adjust => adjust with { Hold = new HoldId(Other(adjust.Hold.Value)) },
            _ => throw new InvalidOperationException(),
        };
    }

    private static (string Kind, long Sequence) Told(CreditResult result) => (result.GetType().Name, result.Sequence);

    private static void AssertSame(Shelf expected, Shelf actual)
    {
        Assert.Equal(expected.State, actual.State);
        Assert.Equal(expected.Grants.OrderBy(grant => grant.Sequence), actual.Grants.OrderBy(grant => grant.Sequence));
        Assert.Equal(expected.Holds.OrderBy(hold => hold.Sequence).Select(Shown), actual.Holds.OrderBy(hold => hold.Sequence).Select(Shown));
        Assert.Equal(expected.Receipts.OrderBy(receipt => receipt.Sequence), actual.Receipts.OrderBy(receipt => receipt.Sequence));
        Assert.Equal(expected.Journal.Select(Shown), actual.Journal.Select(Shown));
    }

    private static string Shown(CreditHold hold) => $"{hold with { Lines = [] }} {string.Join(", ", hold.Lines)}";

    private static string Shown(CreditEntry entry) => $"{entry with { Movements = [] }} {string.Join(", ", entry.Movements)}";

    private static void AssertEqual(NaiveAccount naive, Shelf shelf)
    {
        Assert.Equal(
            naive.Grants.Select(grant => (
                grant.Id, grant.Lying("available").Count, grant.Lying("held").Count, grant.Lying("settled").Count, grant.Lying("expired").Count,
                grant.Lying("revoked").Count, grant.Claimed, grant.Owing, grant.Terms)),
            shelf.Grants.OrderBy(grant => grant.Sequence).Select(grant => (
                grant.Id, (int)grant.Available.Value, (int)grant.Held.Value, (int)grant.Settled.Value, (int)grant.Expired.Value,
                (int)grant.Revoked.Value, grant.Claimed.Value, grant.Owing.Value,
                new GrantTerms(grant.Priority, grant.EffectiveAt, grant.ExpiresAt, grant.Replaces, grant.Metadata))));
        Assert.Equal(
            naive.Holds.Select(hold => (
                hold.Key, hold.Value.Origin, hold.Value.Status, hold.Value.Charged, hold.Value.Refunded, hold.Value.FrozenAt, hold.Value.Deadline))
                .OrderBy(hold => hold.Key, StringComparer.Ordinal),
            shelf.Holds.Select(hold => (
                Key: hold.Id.Value, hold.Origin, hold.Status.ToString(), hold.Settled.Value, hold.Refunded.Value, hold.FrozenAt, hold.Deadline))
                .OrderBy(hold => hold.Key, StringComparer.Ordinal));
        Assert.Equal(naive.Receipts.Keys.Order(StringComparer.Ordinal), shelf.Receipts.Select(receipt => receipt.Key.Value).Order(StringComparer.Ordinal));
    }
}
