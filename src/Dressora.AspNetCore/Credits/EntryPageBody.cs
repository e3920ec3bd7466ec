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
    string? Hold,
    IReadOnlyList<MovementBody> Movements,
    long AvailableAfter,
    long HeldAfter)
{
    public static EntryBody From(CreditEntry entry) => new(
        entry.Sequence,
        entry.At,
        entry.Kind,
        entry.Hold?.Value,
        [.. entry.Movements.Select(MovementBody.From)],
        entry.AvailableAfter.Value,
        entry.HeldAfter.Value);
}

/// <summary>What one line changed on one grant.</summary>
internal sealed record MovementBody(string Grant, long Available, long Held, long Settled, long Expired)
{
    public static MovementBody From(CreditMovement movement) => new(
        movement.Grant.Value, movement.Available.Value, movement.Held.Value, movement.Settled.Value, movement.Expired.Value);
}
