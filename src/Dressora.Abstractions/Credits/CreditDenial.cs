namespace Dressora;

/// <summary>What a remembered refusal refused, and why.</summary>
/// <param name="Kind">What the operation would have booked.</param>
/// <param name="Refusal">Why it was refused.</param>
/// <param name="Spendable">What could be spent then; <see langword="null"/> where that did not matter.</param>
public sealed record CreditDenial(CreditEntryKind Kind, CreditRefusal Refusal, Credits? Spendable);
