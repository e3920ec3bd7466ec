namespace Dressora;

/// <summary>What a replacement grant makes good: credits that came back after their grant had expired.</summary>
/// <param name="Grant">The grant that they came from. It is one that the host gave: a replacement is not replaced again.</param>
/// <param name="Hold">The hold that they came back from.</param>
public sealed record GrantReplacement(GrantId Grant, HoldId Hold);
