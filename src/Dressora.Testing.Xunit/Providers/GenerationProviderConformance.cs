using Dressora.Providers;
using Xunit;

namespace Dressora.Testing;

/// <summary>
/// What every provider must do. Derive once per provider; the facts come with it.
/// </summary>
/// <remarks>
/// Every fact has a host, a provider and an upstream of its own. Where a fact says so, the host
/// puts retrying handlers on every <see cref="HttpClient"/>, as service defaults do. A fact may
/// be overridden where a provider has a reason to differ.
/// </remarks>
public abstract partial class GenerationProviderConformance
{
    private const string Prompt = "a-prompt-that-must-not-leak";

    private static readonly Uri CallbackUrl = new("https://callback.example/dressora/callbacks/a-token-that-must-not-leak");
    private static readonly Uri InputUrl = new("https://images.example/person.png");

    /// <summary>
    /// Gets whether a read tells when a task was made, which is what heals a create whose answer
    /// was lost.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    protected virtual bool TellsWhenATaskWasMade => true;

    /// <summary>Gets what cancels the running fact.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts an upstream that nobody else uses, and registers the provider that talks to it.</summary>
    /// <param name="builder">An empty host, prepared by the kit. Register the provider as an application would.</param>
    protected abstract Task<ProviderUpstream> StartUpstreamAsync(IDressoraBuilder builder);

    /// <summary>Makes the request of the facts: the preferred model, one output, and as few inputs as it takes.</summary>
    /// <param name="descriptor">What the provider says it can do.</param>
    /// <param name="inputs">The inputs, ready for the provider.</param>
    protected virtual ProviderTaskRequest MakeRequest(ProviderDescriptor descriptor, IReadOnlyList<ProviderInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return new ProviderTaskRequest
        {
            Attempt = new AttemptId(JobId.New(DateTimeOffset.UnixEpoch), 1),
            Model = descriptor.Models[0].Name,
            Prompt = Prompt,
            Inputs = inputs,
            CallbackUrl = descriptor.Callbacks ? CallbackUrl : null,
        };
    }

    private Task<ProviderBench> StartAsync(bool hostRetries = false) => ProviderBench.StartAsync(StartUpstreamAsync, hostRetries);

    private Task<ProviderBench> StartAsync(CreateFault fault, bool hostRetries) => StartAsync(hostRetries, bench =>
    {
        Assert.SkipUnless(bench.Upstream.Can(fault), $"The upstream declares that it cannot be made to do this to a create: {fault}.");
        return bench.Upstream.NextCreateAsync(fault);
    });

    private Task<ProviderBench> StartAsync(TaskFate fate) => StartAsync(hostRetries: false, bench =>
    {
        SkipWhereThereAreNoTasks(bench);
        Assert.SkipUnless(bench.Upstream.Can(fate), $"The upstream declares that it cannot let a task go this way: {fate}.");
        return bench.Upstream.NextTaskAsync(fate);
    });

    private async Task<ProviderBench> StartAsync(bool hostRetries, Func<ProviderBench, Task> prepare)
    {
        var bench = await StartAsync(hostRetries);
        try
        {
            await prepare(bench);
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    private static void SkipWhereThereAreNoTasks(ProviderBench bench) =>
        Assert.SkipWhen(bench.Provider.Descriptor.Synchronous, "The provider is synchronous: it has no tasks to read.");

    private async Task<TaskCreation> CreateAsync(ProviderBench bench)
    {
        var request = MakeRequest(bench.Provider.Descriptor, await InputsAsync(bench));
        return await CreateAsync(bench, request);
    }

    // Anything that a create throws counts as an unknown outcome: so says the seam, and so does the pipeline.
    private static async Task<TaskCreation> CreateAsync(ProviderBench bench, ProviderTaskRequest request)
    {
        try
        {
            return await bench.Provider.CreateTaskAsync(request, Cancellation);
        }
        catch (Exception exception)
        {
            return new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unknown, exception.GetType().Name));
        }
    }

    private async Task<ProviderTaskId> AcceptedAsync(ProviderBench bench) =>
        Assert.IsType<TaskCreation.Accepted>(await CreateAsync(bench)).Task;

    private async Task<ProviderTask> EndedAsync(ProviderBench bench)
    {
        var id = await AcceptedAsync(bench);
        await bench.Upstream.FinishAsync(id);
        return await bench.Provider.GetTaskAsync(id, Cancellation);
    }

    private static async Task<IReadOnlyList<ProviderInput>> InputsAsync(ProviderBench bench)
    {
        var model = bench.Provider.Descriptor.Models[0];
        var inputs = new List<ProviderInput>();
        for (var i = 0; i < Math.Max(model.InputsMin, Math.Min(1, model.InputsMax)); i++)
        {
            inputs.Add(await InputAsync(bench, $"kit-{i}-4f9d2c"));
        }

        return inputs;
    }

    private static async Task<ProviderInput> InputAsync(ProviderBench bench, string name)
    {
        var image = SomeInput.Image;
        if (bench.Provider is IInputStaging staging)
        {
            var staged = await staging.StageAsync(name, image, Cancellation);
            return image with { Open = null, Url = staged.Url };
        }

        return bench.Provider.Descriptor.Inputs.HasFlag(InputTransport.Bytes) ? image : image with { Open = null, Url = InputUrl };
    }
}
