namespace Dressora.Providers;

/// <summary>
/// What a provider says of a callback. A good signature earns no more than none where none
/// exists: go and look.
/// </summary>
public abstract record CallbackVerdict
{
    private CallbackVerdict()
    {
    }

    /// <summary>
    /// Gets the verdict on a message that its signature, or the lack of one, gives away.
    /// </summary>
    public static CallbackVerdict Forged { get; } = new NotAuthentic();

    /// <summary>
    /// It is not from the provider; it is answered like an unknown address and forgotten.
    /// </summary>
    public sealed record NotAuthentic : CallbackVerdict;

    /// <summary>Something happened to a task: the attempt is read again at once.</summary>
    /// <param name="Task">
    /// The task it speaks of, where it does. A candidate only: it is bound to an attempt whose create got no answer once an authenticated
    /// read has shown that it was created then, for that model, and belongs to no other attempt.
    /// </param>
    public sealed record Notified(ProviderTaskId? Task = null) : CallbackVerdict;
}
