namespace Dressora.Providers;

/// <summary>What a provider can do. Read once, when the provider is made.</summary>
public sealed record ProviderDescriptor
{
    /// <summary>Gets the models, the preferred one first; at least one.</summary>
    public required IReadOnlyList<ModelDescriptor> Models { get; init; }

    /// <summary>Gets whether the provider calls back when a task ends.</summary>
    public bool Callbacks { get; init; }

    /// <summary>Gets whether a running task can be asked to stop.</summary>
    public bool Cancels { get; init; }

    /// <summary>
    /// Gets whether a task can be found by the name of its attempt, so that a create whose answer
    /// was lost is healed without a callback.
    /// </summary>
    /// <remarks>
    /// Only where the create hands the name over and a look-up by it is exact: a task that is
    /// found counts as the attempt's own.
    /// </remarks>
    public bool FindsTasks { get; init; }

    /// <summary>
    /// Gets whether a create answers with the finished outputs. Then it may take minutes, and its
    /// time-out is the longer one.
    /// </summary>
    public bool Synchronous { get; init; }

    /// <summary>Gets how input images travel.</summary>
    public InputTransport Inputs { get; init; } = InputTransport.None;

    /// <summary>Gets how long the outputs of a finished task can be fetched.</summary>
    public TimeSpan ResultRetention { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets the hosts that outputs may be fetched from, such as <c>files.example.com</c> or
    /// <c>*.example.com</c>.
    /// </summary>
    /// <value>The default is empty: any public host, which is weaker.</value>
    public IReadOnlyList<string> ResultHosts { get; init; } = [];

    /// <summary>
    /// Gets the origins (scheme, host, port) that the host itself wrote into this provider's
    /// options. The first URL of a result download may point exactly there, plain http and
    /// loopback included; redirects, inputs and callbacks never profit from it.
    /// </summary>
    public IReadOnlyList<Uri> ResultOrigins { get; init; } = [];

    /// <summary>
    /// Gets the address that the API is called at; <see langword="null"/> where there is none.
    /// </summary>
    /// <remarks>
    /// Where it is loopback, the provider is taken for an emulator, and the callback base may be
    /// plain and private too.
    /// </remarks>
    public Uri? BaseAddress { get; init; }
}
