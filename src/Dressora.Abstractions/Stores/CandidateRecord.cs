using Dressora.Providers;

namespace Dressora.Stores;

/// <summary>A provider that can do the job, found when it was accepted. The attempts take them in order.</summary>
/// <param name="Provider">The name it is registered under.</param>
/// <param name="Model">The provider's name for the model.</param>
/// <param name="Transport">The one way in which the inputs will travel; None for a job without inputs.</param>
public sealed record CandidateRecord(string Provider, string Model, InputTransport Transport);
