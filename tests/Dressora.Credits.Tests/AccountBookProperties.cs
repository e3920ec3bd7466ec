using CsCheck;
using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests;

public sealed class AccountBookProperties
{
    private static readonly AccountId Bob = new("bob");

    [Theory]
    [InlineData(24, 6_000)]
    [InlineData(0, 2_000)] // No replacements at all.
    public void Random_histories_agree_with_a_naive_account_after_every_step(int replacementHours, int histories) => Histories.All.Sample(
        acts =>
        {
            var lifetime = TimeSpan.FromHours(replacementHours);
            var shelf = new Shelf(Histories.Alice, new CreditOptions { ReplacementLifetime = lifetime });
            var (naive, now) = (new NaiveAccount(lifetime), Histories.Start);
            foreach (var act in acts)
            {
                now += act.Later;
                var result = shelf.Apply(act.Operation, now);
                var expected = naive.Apply(act.Operation, now);
                Assert.Equal((expected.Answer.TrimEnd(), expected.Sequence), Told(result));
                AssertShowsRows(shelf, result);
                AssertEqual(naive, shelf);
                Invariants.Check(shelf);
            }
        },
        iter: Histories.Count(histories));

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
                AssertRepeats(first, twice.Apply(act.Operation, now));
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
                var (expected, actual) = (plain.Apply(act.Operation, now), renamed.Apply(Rename(act.Operation), now));
                Assert.Equal((expected.GetType(), expected.Sequence), (actual.GetType(), actual.Sequence));
            }

            Assert.Equal(plain.State, renamed.State);
        },
        iter: Histories.Count(3_000));

    [Fact]
    public void M4_What_happens_to_one_account_changes_nothing_for_another() => Gen.Select(Histories.All, Histories.All, Gen.Int[0, 2].Array[90]).Sample(
        (alices, bobs, turns) =>
        {
            // Each alone, then both through one pair of hands in a random order, with the very same ids and keys.
            var (alice, bob) = (new Shelf(Histories.Alice), new Shelf(Bob));
            var (aliceAlone, bobAlone) = (Alone(alices, Histories.Alice), Alone(bobs, Bob));
            var (a, b, turn) = (0, 0, 0);
            var (aliceNow, bobNow) = (Histories.Start, Histories.Start);
            while (a < alices.Length || b < bobs.Length)
            {
                if (b == bobs.Length || (a < alices.Length && turns[turn++ % turns.Length] == 0))
                {
                    aliceNow += alices[a].Later;
                    Assert.Equal(aliceAlone.Answers[a], Told(alice.Apply(alices[a++].Operation, aliceNow)));
                }
                else
                {
                    bobNow += bobs[b].Later;
                    Assert.Equal(bobAlone.Answers[b], Told(bob.Apply(bobs[b++].Operation with { Account = Bob }, bobNow)));
                }
            }

            AssertSame(aliceAlone.Shelf, alice);
            AssertSame(bobAlone.Shelf, bob);
        },
        iter: Histories.Count(2_000));

    [Fact]
    public void A_book_refuses_what_belongs_to_another_account_and_books_nothing() => Histories.All.Sample(
        acts =>
        {
            var bob = new Shelf(Bob);
            foreach (var act in acts)
            {
                var booked = bob.State;
                Assert.Throws<ArgumentException>(() => bob.ApplyTo(act.Operation, Histories.Start));
                Assert.Equal((booked, 0), (bob.State, bob.Journal.Count));
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

    private static (Shelf Shelf, List<(string, long)> Answers) Alone(Act[] acts, AccountId account)
    {
        var (shelf, answers, now) = (new Shelf(account), new List<(string, long)>(), Histories.Start);
        foreach (var act in acts)
        {
            now += act.Later;
            answers.Add(Told(shelf.Apply(act.Operation with { Account = account }, now)));
        }

        return (shelf, answers);
    }

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

    private static (string Answer, long Sequence) Told(CreditResult result) => (Spoken.Of(result), result.Sequence);

    // What was done is told as done before; what was refused is refused for the same reason, once it is remembered at the same sequence.
    private static void AssertRepeats(CreditResult first, CreditResult again)
    {
        if (first.IsRefused)
        {
            Assert.Equal(Told(first), Told(again));
        }
        else
        {
            Assert.Equal("Replayed", again.GetType().Name);
            Assert.Equal((first.Sequence, Shown(Spoken.HoldIn(first)), Spoken.GrantIn(first)), (again.Sequence, Shown(Spoken.HoldIn(again)), Spoken.GrantIn(again)));
        }
    }

    // Whatever an answer shows is what a reader would find at once.
    private static void AssertShowsRows(Shelf shelf, CreditResult result)
    {
        if (Spoken.HoldIn(result) is { } hold)
        {
            Assert.Equal(Shown(shelf.Holds.Single(row => row.Id == hold.Id)), Shown(hold));
        }

        if (Spoken.GrantIn(result) is { } grant)
        {
            Assert.Equal(shelf.Grants.Single(row => row.Id == grant.Id), grant);
        }
    }

    private static void AssertSame(Shelf expected, Shelf actual)
    {
        Assert.Equal(expected.State, actual.State);
        Assert.Equal(expected.Grants.OrderBy(grant => grant.Sequence), actual.Grants.OrderBy(grant => grant.Sequence));
        Assert.Equal(expected.Holds.OrderBy(hold => hold.Sequence).Select(Shown), actual.Holds.OrderBy(hold => hold.Sequence).Select(Shown));
        Assert.Equal(expected.Receipts.OrderBy(receipt => receipt.Sequence), actual.Receipts.OrderBy(receipt => receipt.Sequence));
        Assert.Equal(expected.Journal.Select(Shown), actual.Journal.Select(Shown));
    }

    private static string? Shown(CreditHold? hold) => hold is null ? null : $"{hold with { Lines = [] }} {string.Join(", ", hold.Lines)}";

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
        Assert.Equal(
            naive.Receipts.OrderBy(receipt => receipt.Value.Sequence).Select(receipt => (receipt.Key, receipt.Value)),
            shelf.Receipts.OrderBy(receipt => receipt.Sequence).Select(receipt => (
                receipt.Key.Value,
                new NaiveReceipt(
                    receipt.Kind, receipt.Target, receipt.Asked?.Value, receipt.Moved.Value, receipt.Refusal?.ToString(), receipt.Sequence))));
    }
}
