using Dressora.Providers;

namespace Dressora.Testing;

/// <summary>
/// The service behind a provider, or a stand-in for it, as
/// <see cref="GenerationProviderConformance"/> drives it.
/// </summary>
/// <remarks>
/// Made anew for every fact. A service that needs no network is as good as one that does. What it
/// cannot be made to do is declared with <see cref="Can(CreateFault)"/> and
/// <see cref="Can(TaskFate)"/>, and shows up as a skipped fact with that reason.
/// </remarks>
public abstract class ProviderUpstream : IAsyncDisposable
{
    /// <summary>Gets the name under which the provider was registered.</summary>
    public abstract string ProviderName { get; }

    /// <summary>Gets a well-formed id that the service has never given out.</summary>
    public virtual ProviderTaskId UnknownTask => new("no-such-task");

    /// <summary>
    /// Gets what must stay out of logs and exceptions besides prompts and callback URLs: keys,
    /// addresses of calls.
    /// </summary>
    public virtual IReadOnlyList<string> Secrets => [];

    /// <summary>
    /// Tells whether the service can be made to answer a create that way. The default is yes.
    /// </summary>
    public virtual bool Can(CreateFault fault) => true;

    /// <summary>
    /// Tells whether the service can be made to let a task go that way. The default is yes.
    /// </summary>
    public virtual bool Can(TaskFate fate) => true;

    /// <summary>Makes the next create go wrong.</summary>
    public abstract Task NextCreateAsync(CreateFault fault);

    /// <summary>Makes the next task go that way. Without a call, it succeeds.</summary>
    public abstract Task NextTaskAsync(TaskFate fate);

    /// <summary>Brings a task to its end, as far as its fate has one.</summary>
    public abstract Task FinishAsync(ProviderTaskId task);

    /// <summary>Counts the creates that have arrived, whatever became of them.</summary>
    public abstract Task<int> CountCreatesAsync();

    /// <summary>Counts the tasks that were made, which is what would be billed.</summary>
    public abstract Task<int> CountTasksAsync();

    /// <summary>Counts the inputs that are kept as files of the service.</summary>
    /// <remarks>Asked only of a provider that implements <see cref="IInputStaging"/>.</remarks>
    public virtual Task<int> CountStagedAsync() =>
        throw new NotSupportedException("Override CountStagedAsync for a provider that stages its inputs.");

    /// <summary>Makes the message that the service would send about a task now.</summary>
    /// <remarks>Asked only of a provider whose descriptor says that it calls back.</remarks>
    public virtual Task<ProviderCallback> MakeCallbackAsync(ProviderTaskId task) =>
        throw new NotSupportedException("Override MakeCallbackAsync for a provider that calls back.");

    /// <summary>Ends the service.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
