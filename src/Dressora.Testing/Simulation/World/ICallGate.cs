namespace Dressora.Testing;

/// <summary>What stands between a node and the rest of its world.</summary>
internal interface ICallGate
{
    /// <summary>Calls.</summary>
    /// <param name="life">Who calls.</param>
    /// <param name="kind">What is called.</param>
    /// <param name="job">The job that it is about, where there is one.</param>
    /// <param name="effect">The call itself.</param>
    /// <param name="wrong">How a fault of this call's own kinds shows.</param>
    Task<T> CallAsync<T>(NodeLife life, CallKind kind, JobId? job, Func<Task<T>> effect, Func<FaultKind, Task<T>>? wrong = null);
}
