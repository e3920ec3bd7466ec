using System.Globalization;

namespace Dressora;

/// <summary>A page of the statement, newest first.</summary>
internal sealed record EntryPageBody(IReadOnlyList<EntryBody> Items, string? Next)
{
    public static EntryPageBody From(CreditEntryPage page) => new(
        [.. page.Entries.Select(EntryBody.From)], page.Next?.ToString(CultureInfo.InvariantCulture));
}

/// <summary>One line of the statement.</summary>
internal sealed record EntryBody(
    long Sequence,
    DateTimeOffset At,
    CreditEntryKind Kind,
    long Amount,
    string? Hold,
    string? Grant,
    string? Key,
    ReleaseReason? Reason,
    DateTimeOffset? Deadline,
    RefusedBody? Refused,
    string? Note,
    IReadOnlyList<MovementBody> Movements,
    long AvailableAfter,
    long HeldAfter)
{
    public static EntryBody From(CreditEntry entry) => new(
        entry.Sequence,
        entry.At,
        entry.Kind,
        entry.Amount.Value,
        entry.Hold?.Value,
        entry.Grant?.Value,
        entry.Key?.Value,
        entry.Reason,
        entry.Deadline,
        entry.Denial is { } denial ? new RefusedBody(denial.Kind, denial.Refusal, denial.Spendable?.Value) : null,
        entry.Note,
        [.. entry.Movements.Select(MovementBody.From)],
        entry.AvailableAfter.Value,
        entry.HeldAfter.Value);
}

/// <summary>What one line refused, and why.</summary>
internal sealed record RefusedBody(CreditEntryKind Kind, CreditRefusal Reason, long? Spendable);

/// <summary>What one line changed on one grant.</summary>
internal sealed record MovementBody(string Grant, long Available, long Held, long Settled, long Expired, long Revoked)
{
    public static MovementBody From(CreditMovement movement) => new(
        movement.Grant.Value,
        movement.Available.Value,
        movement.Held.Value,
        movement.Settled.Value,
        movement.Expired.Value,
        movement.Revoked.Value);
}
