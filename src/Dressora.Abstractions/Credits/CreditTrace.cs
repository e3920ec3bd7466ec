namespace Dressora;

/// <summary>Where a charge came from.</summary>
/// <param name="Hold">The hold, with its lines.</param>
/// <param name="Late">The hold that charged the work after the deadline of its own; usually <see langword="null"/>.</param>
/// <param name="Entries">Everything booked about either since the freeze, oldest first.</param>
/// <param name="Grants">The grants on the lines, in their order, as they are now.</param>
public sealed record CreditTrace(
    CreditHold Hold, CreditHold? Late, IReadOnlyList<CreditEntry> Entries, IReadOnlyList<CreditGrant> Grants);
