namespace Dressora.Ledger.Tests.Audits;

/// <summary>Every change of one field of a row, and every row that is missing.</summary>
internal static class RowCorruptions
{
    private static readonly Credits One = new(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static IEnumerable<(string What, AccountSnapshot Rows)> Of(Books books)
    {
        var rows = books.Rows;
        return OfState(rows.State).Select(state => ("account", rows with { State = state }))
            .Concat(Changed(rows.Grants, OfGrant).Select(grants => ("grant", rows with { Grants = grants })))
            .Concat(Changed(rows.Holds, OfHold).Select(holds => ("hold", rows with { Holds = holds })))
            .Concat(Changed(rows.Receipts, OfReceipt).Select(receipts => ("receipt", rows with { Receipts = receipts })));
    }

    private static IEnumerable<List<T>> Changed<T>(IReadOnlyCollection<T> rows, Func<T, IEnumerable<T>> changesOf)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var dropped = rows.ToList();
            dropped.RemoveAt(i);
            yield return dropped;
            yield return [.. rows, rows.ElementAt(i)];
            foreach (var change in changesOf(rows.ElementAt(i)))
            {
                var changed = rows.ToList();
                changed[i] = change;
                yield return changed;
            }
        }
    }

    private static IEnumerable<AccountState> OfState(AccountState state)
    {
        yield return state with { Sequence = state.Sequence + 1 };
        yield return state with { Sequence = state.Sequence - 1 };
        yield return state with { LastAt = state.LastAt + Second };
        yield return state with { Available = state.Available + One };
        yield return state with { Held = state.Held + One };
    }

    private static IEnumerable<CreditGrant> OfGrant(CreditGrant grant)
    {
        yield return grant with { Id = new GrantId($"{grant.Id}'") };
        yield return grant with { Amount = grant.Amount + One };
        yield return grant with { Available = grant.Available + One, Amount = grant.Amount + One };
        yield return grant with { Held = grant.Held + One, Available = grant.Available - One };
        yield return grant with { Settled = grant.Settled + One, Expired = grant.Expired - One };
        yield return grant with { Revoked = grant.Revoked + One };
        yield return grant with { Claimed = grant.Claimed + One };
        yield return grant with { Owing = grant.Owing + One };
        yield return grant with { Priority = grant.Priority + 1 };
        yield return grant with { EffectiveAt = grant.EffectiveAt + Second };
        yield return grant with { ExpiresAt = (grant.ExpiresAt ?? grant.EffectiveAt) + Second };
        yield return grant with { Sequence = grant.Sequence + 1 };
        yield return grant with { Replaces = grant.Replaces is null ? new GrantReplacement(grant.Id, new HoldId("h")) : null };
        yield return grant with { Metadata = $"{grant.Metadata}'" };
    }

    private static IEnumerable<CreditHold> OfHold(CreditHold hold)
    {
        yield return hold with { Id = new HoldId($"h{hold.Id}") };
        yield return hold with { Amount = hold.Amount + One };
        yield return hold with { Status = (HoldStatus)(((int)hold.Status + 1) % 5) };
        yield return hold with { Origin = (HoldOrigin)(((int)hold.Origin + 1) % 3) };
        yield return hold with { Settled = hold.Settled + One };
        yield return hold with { Released = hold.Released + One };
        yield return hold with { Spendable = (hold.Spendable ?? One) + One };
        yield return hold with { FrozenAt = hold.FrozenAt + Second };
        yield return hold with { Deadline = hold.Deadline + Second };
        yield return hold with { Sequence = hold.Sequence + 1 };
        foreach (var lines in Changed(hold.Lines, OfLine))
        {
            yield return hold with { Lines = lines };
        }
    }

    private static IEnumerable<CreditHoldLine> OfLine(CreditHoldLine line)
    {
        yield return line with { Grant = new GrantId($"{line.Grant}'") };
        yield return line with { Held = line.Held + One };
        yield return line with { Settled = line.Settled + One };
        yield return line with { Released = line.Released - One };
        yield return line with { Refunded = line.Refunded + One };
    }

    private static IEnumerable<CreditReceipt> OfReceipt(CreditReceipt receipt)
    {
        yield return receipt with { Key = new OperationKey($"{receipt.Key}'") };
        yield return receipt with { Kind = CreditEntryKind.Granted };
        yield return receipt with { Target = $"{receipt.Target}'" };
        // "All that is left" and that very amount are one and the same to the journal.
        yield return receipt with { Asked = receipt.Asked is { } asked ? asked + One : new Credits(long.MaxValue) };
        yield return receipt with { Moved = receipt.Moved + One };
        yield return receipt with { Refusal = receipt.Refusal is null ? CreditRefusal.NotFound : null };
        yield return receipt with { Sequence = receipt.Sequence + 1 };
    }
}
