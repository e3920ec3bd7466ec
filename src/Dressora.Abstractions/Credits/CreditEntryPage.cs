namespace Dressora;

/// <summary>A page of an account's statement, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">The sequence to pass as <c>before</c> for the next page; <see langword="null"/> on the last.</param>
public sealed record CreditEntryPage(IReadOnlyList<CreditEntry> Entries, long? Next);
