using Dressora.Providers;
using Xunit;

namespace Dressora.Testing;

public abstract partial class GenerationProviderConformance
{
    /// <summary>
    /// Whatever goes wrong, no key, prompt, callback URL or address of a call reaches a log, an
    /// error or an exception.
    /// </summary>
    [Fact]
    public virtual async Task Secrets_stay_out_of_logs_and_errors()
    {
        foreach (var fault in Enum.GetValues<CreateFault>())
        {
            await using var bench = await StartAsync();
            if (!bench.Upstream.Can(fault))
            {
                continue;
            }

            var request = MakeRequest(bench.Provider.Descriptor, await InputsAsync(bench));
            await bench.Upstream.NextCreateAsync(fault);
            var texts = new List<string>
            {
                await TextOfAsync(async () => await bench.Provider.CreateTaskAsync(request, Cancellation)),
                await TextOfAsync(async () => await bench.Provider.GetTaskAsync(bench.Upstream.UnknownTask, Cancellation)),
            };

            AssertNoSecrets(bench, [.. texts, .. bench.LogLines], request);
        }
    }

    private static async Task<string> TextOfAsync(Func<Task<object>> call)
    {
        try
        {
            return (await call()).ToString() ?? string.Empty;
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private static void AssertNoSecrets(ProviderBench bench, IReadOnlyList<string> texts, ProviderTaskRequest request)
    {
        string?[] secrets = [.. bench.Upstream.Secrets, request.Prompt, request.CallbackUrl?.AbsoluteUri];
        foreach (var secret in secrets.OfType<string>())
        {
            Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }
}
