using Dressora.Providers;

namespace Dressora.Testing;

/// <summary>How a <see cref="ScriptedProvider"/> answers one create.</summary>
public abstract record ScriptedCreate
{
    private ScriptedCreate()
    {
    }

    /// <summary>Gets the ordinary answer: the task is taken on, and its id comes back.</summary>
    public static ScriptedCreate Accept { get; } = new Accepted();

    /// <summary>
    /// Gets the worst answer: the task is taken on, and the caller never hears of it.
    /// </summary>
    public static ScriptedCreate AcceptAndLoseAnswer { get; } = new AnswerLost();

    /// <summary>Makes an answer that is known not to be billed; no task is made.</summary>
    public static ScriptedCreate Refuse(ProviderErrorKind kind, TimeSpan? retryAfter = null) =>
        new Refused(new ProviderError(kind) { RetryAfter = retryAfter });

    /// <summary>
    /// Makes an answer from which nobody can tell whether a task was made; none was.
    /// </summary>
    public static ScriptedCreate Throw(Exception exception) => new Thrown(exception);

    internal sealed record Accepted : ScriptedCreate;

    internal sealed record AnswerLost : ScriptedCreate;

    internal sealed record Refused(ProviderError Error) : ScriptedCreate;

    internal sealed record Thrown(Exception Exception) : ScriptedCreate;
}
