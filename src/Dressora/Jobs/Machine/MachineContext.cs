using Dressora.Providers;

namespace Dressora.Jobs;

/// <summary>
/// What the machine may know besides the job: the store's time, the limits, and what the
/// providers can do.
/// </summary>
internal sealed record MachineContext(DateTimeOffset Now, MachineLimits Limits, Func<string, ProviderDescriptor?> Describe);
