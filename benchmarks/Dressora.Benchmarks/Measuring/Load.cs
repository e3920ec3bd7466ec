namespace Dressora.Benchmarks;

/// <summary>Who calls for what: so many callers, each on any of the accounts, without a pause.</summary>
internal sealed record Load(string Name, IReadOnlyList<string> Accounts, int Callers);
