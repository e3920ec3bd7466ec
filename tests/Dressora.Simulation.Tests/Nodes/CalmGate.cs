using Dressora.Testing;

namespace Dressora.Simulations;

/// <summary>A world in which nothing goes wrong and nothing takes time: what stands behind it is held to its kit.</summary>
internal sealed class CalmGate : ICallGate
{
    public static NodeLife Life { get; } = new("calm");

    public Task<T> CallAsync<T>(NodeLife life, CallKind kind, JobId? job, Func<Task<T>> effect, Func<FaultKind, Task<T>>? wrong = null) => effect();
}
