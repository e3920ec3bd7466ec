namespace Dressora.Ledger;

/// <summary>Entries about grants.</summary>
internal sealed partial class EntryAudit
{
    private IEnumerable<Broken> CheckGranted(CreditEntry entry, GrantId id, GrantTerms terms)
    {
        if (entry.Amount < new Credits(1) || id.IsReserved || terms.Replaces is not null)
        {
            yield return new("I15", $"Nobody can give {entry.Amount} as grant '{id}' with these terms.");
        }

        foreach (var broken in CheckGiven(entry, id))
        {
            yield return broken;
        }
    }

    /// <summary>A replacement makes good what has just expired, and nothing else.</summary>
    private IEnumerable<Broken> CheckReplaced(CreditEntry entry, GrantId id, GrantTerms terms)
    {
        if (id != GrantId.ForReplacement(replay.State.Sequence + 1))
        {
            yield return new("I15", $"The replacement that it gives is called '{id}'.");
        }

        if (_expired is not { } expired || terms.Replaces?.Grant != expired.Grant || entry.Amount > expired.Amount
            || replay.Grants[expired.Grant] is not { Replaces: null } original)
        {
            yield return new("I15", $"It replaces {entry.Amount}, and the entry before it did not expire those.");
            yield break;
        }

        if (entry.Hold != terms.Replaces.Hold || entry.Hold != _returner || entry.Amount != _returned.GetValueOrDefault(original.Id) || _isForfeited)
        {
            yield return new("I15", $"{entry.Amount} of grant '{original.Id}' to be made good have not just come back from hold '{entry.Hold}'.");
        }

        if (terms.Priority != original.Priority || terms.Metadata != original.Metadata
            || terms.EffectiveAt != entry.At || !(terms.ExpiresAt > entry.At))
        {
            yield return new("I15", $"Its terms are not those of a replacement of grant '{original.Id}'.");
        }

        foreach (var broken in CheckGiven(entry, id))
        {
            yield return broken;
        }
    }

    private IEnumerable<Broken> CheckGiven(CreditEntry entry, GrantId id)
    {
        if (replay.Grants.ContainsKey(id))
        {
            yield return new("I15", $"Grant '{id}' was given before.");
        }

        if (entry.Movements is not [var moved] || moved.Grant != id || moved.Available != entry.Amount)
        {
            yield return new("I3", $"It gives {entry.Amount}, which did not become available.");
        }
    }

    private IEnumerable<Broken> CheckExpired(CreditEntry entry, GrantId id)
    {
        if (!replay.Grants.TryGetValue(id, out var grant) || !(grant.ExpiresAt <= entry.At))
        {
            yield return new("I12", $"Grant '{id}' had not expired by {entry.At:O}.");
            yield break;
        }

        if (entry.At != Later(grant.ExpiresAt.Value, replay.State.LastAt))
        {
            yield return new("I20", $"Grant '{id}' expired at {grant.ExpiresAt:O}; the entry says {entry.At:O}.");
        }

        if (entry.Amount != grant.Available || entry.Movements is not [var moved] || moved.Grant != id
            || (moved.Available, moved.Expired) != (Credits.Zero - entry.Amount, entry.Amount))
        {
            yield return new("I3", $"All that expires is what grant '{id}' had available, {grant.Available}.");
        }
    }

    private IEnumerable<Broken> CheckRevoked(CreditEntry entry, GrantId id)
    {
        if (!replay.Grants.TryGetValue(id, out var grant))
        {
            yield return new("I15", $"Nobody gave grant '{id}'.");
            yield break;
        }

        if (entry.Amount > grant.Amount - grant.Claimed)
        {
            yield return new("I1", $"It revokes {entry.Amount} of grant '{id}', of which {grant.Amount - grant.Claimed} were left.");
        }

        if (replay.Receipts.ContainsKey(entry.Key!.Value))
        {
            yield return new("I10", $"Its key '{entry.Key}' was used before.");
        }

        var expected = new List<CreditMovement>();
        var left = entry.Amount;
        foreach (var source in standing.LineageOf(id))
        {
            var part = Credits.Min(source.Available, left);
            left -= part;
            expected.AddRange(part > Credits.Zero ? [Revoking(source.Id, part)] : []);
        }

        if (!entry.Movements.SequenceEqual(expected))
        {
            yield return new("I3", $"It takes what is available of grant '{id}' and its replacements, up to {entry.Amount}, and it took something else.");
        }
    }

    /// <summary>What is owed of a grant is taken from what has just come back.</summary>
    private IEnumerable<Broken> CheckOwed(CreditEntry entry, GrantId owner)
    {
        if (!replay.Grants.TryGetValue(owner, out var grant) || entry.Movements is not [var moved]
            || !replay.Grants.TryGetValue(moved.Grant, out var source) || (source.Replaces?.Grant ?? source.Id) != owner)
        {
            yield return new("I15", $"It does not take from grant '{owner}' or a replacement of it.");
            yield break;
        }

        if (entry.Amount != Credits.Min(source.Available, grant.Owing) || moved != Revoking(source.Id, entry.Amount))
        {
            yield return new("I11", $"{grant.Owing} of grant '{owner}' were owed and {source.Available} had come back; it takes {entry.Amount}.");
        }

        if (!_returned.ContainsKey(source.Id) || _returner != entry.Hold)
        {
            yield return new("I15", $"Nothing has just come back to grant '{source.Id}' from hold '{entry.Hold}'.");
        }
    }

    private static CreditMovement Revoking(GrantId grant, Credits amount) =>
        new(grant, Credits.Zero - amount, Credits.Zero, Credits.Zero, Credits.Zero, amount);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
