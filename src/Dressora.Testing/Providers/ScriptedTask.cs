using Dressora.Providers;

namespace Dressora.Testing;

/// <summary>
/// A task at a <see cref="ScriptedProvider"/>. Change it at any time; what the provider answers
/// follows.
/// </summary>
public sealed class ScriptedTask
{
    internal ScriptedTask(ProviderTaskId id, ProviderTaskRequest request, DateTimeOffset createdAt)
    {
        Id = id;
        Request = request;
        CreatedAt = createdAt;
    }

    /// <summary>Gets its id.</summary>
    public ProviderTaskId Id { get; }

    /// <summary>Gets what was asked for.</summary>
    public ProviderTaskRequest Request { get; }

    /// <summary>Gets when it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Gets or sets how long it takes.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how it ends.</summary>
    /// <value>The default is Succeeded. A status that is no end means that it never ends.</value>
    public ProviderTaskStatus End { get; set; } = ProviderTaskStatus.Succeeded;

    /// <summary>Gets or sets how many outputs it delivers.</summary>
    /// <value>The default is <see langword="null"/>: as many as were asked for.</value>
    public int? Outputs { get; set; }

    /// <summary>
    /// Gets or sets how many readings of the finished task name addresses that have expired; the
    /// readings after them name good ones.
    /// </summary>
    /// <value>The default is 0.</value>
    public int ExpiredReadings { get; set; }

    /// <summary>Gets or sets the HTTP status that an expired address answers with.</summary>
    /// <value>The default is 403.</value>
    public int ExpiredStatus { get; set; } = 403;

    /// <summary>Gets how often the finished task has been read.</summary>
    public int FinishedReadings { get; internal set; }

    /// <summary>Gets or sets why it failed, when it does.</summary>
    public ProviderError? Error { get; set; }

    /// <summary>Gets or sets what it cost.</summary>
    /// <value>The default is 1.5 of the provider's own units.</value>
    public decimal? Cost { get; set; } = 1.5m;

    /// <summary>Gets or sets whether the provider says that it does not know the task.</summary>
    public bool IsLost { get; set; }

    /// <summary>Gets whether the task was asked to stop.</summary>
    public bool CancelRequested { get; internal set; }

    /// <summary>Makes it fail.</summary>
    public void Fail(ProviderErrorKind kind, decimal? cost = null) =>
        (End, Error, Cost) = (ProviderTaskStatus.Failed, new ProviderError(kind), cost);
}
