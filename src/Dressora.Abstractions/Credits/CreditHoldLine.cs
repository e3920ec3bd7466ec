namespace Dressora;

/// <summary>What one grant gives to one hold: the path that every charged unit can be followed back on.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Held">What was frozen on it.</param>
/// <param name="Settled">What of that was charged.</param>
/// <param name="Released">What of that went back when the hold ended.</param>
/// <param name="Refunded">What of the charge went back afterwards; never more than <paramref name="Settled"/>.</param>
public sealed record CreditHoldLine(GrantId Grant, Credits Held, Credits Settled, Credits Released, Credits Refunded);
