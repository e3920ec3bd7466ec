namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>Tests that change or measure what belongs to the whole process run one by one, after all others.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess;
