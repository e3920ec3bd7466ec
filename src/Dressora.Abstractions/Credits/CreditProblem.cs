namespace Dressora;

/// <summary>What is wrong with an account.</summary>
/// <param name="Sequence">The first entry that is wrong; <see langword="null"/> when the journal is sound and the rows differ from it.</param>
/// <param name="Rule">The invariant that is broken, as <c>docs/ledger.md</c> numbers them: <c>I3</c>.</param>
/// <param name="Message">What was found, and what should be.</param>
public sealed record CreditProblem(long? Sequence, string Rule, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Sequence is { } sequence ? $"entry {sequence}: {Rule}: {Message}" : $"{Rule}: {Message}";
}
