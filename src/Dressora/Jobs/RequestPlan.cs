using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// A checked request: who can do it, with which inputs; or everything that is wrong with it.
/// </summary>
internal sealed record RequestPlan(
    IReadOnlyList<CandidateRecord> Candidates, IReadOnlyList<InputRecord> Inputs, IReadOnlyList<RequestProblem> Problems);
