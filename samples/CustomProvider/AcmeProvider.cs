using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dressora;
using Dressora.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace CustomProvider;

// snippet: custom-provider-verb
/// <summary>Adds "Acme Images" to an application.</summary>
public static class AcmeDressoraBuilderExtensions
{
    public static IDressoraBuilder AddAcme(this IDressoraBuilder builder, Uri baseAddress, string apiKey)
    {
        void Configure(HttpClient http)
        {
            http.BaseAddress = baseAddress;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }

        // Creates are billable: the innermost handler lets each through once, whatever the host wraps around it.
        builder.Services.AddHttpClient("acme-creates", Configure)
            .ConfigurePrimaryHttpMessageHandler(() => new SendOnceHandler(new SocketsHttpHandler { AllowAutoRedirect = false }))
            .RemoveAllLoggers();
        builder.Services.AddHttpClient("acme-reads", Configure).RemoveAllLoggers();
        return builder.AddProvider("acme", services => new AcmeProvider(services.GetRequiredService<IHttpClientFactory>(), baseAddress));
    }
}
// end-snippet

/// <summary>A provider in one file: create, get, and a callback without a signature.</summary>
public sealed class AcmeProvider(IHttpClientFactory clients, Uri baseAddress) : IGenerationProvider
{
    // snippet: custom-provider-descriptor
    public ProviderDescriptor Descriptor { get; } = new()
    {
        Models = [new ModelDescriptor { Name = "acme-1", PromptLengthMax = 1_000, InputsMax = 2, CountMax = 4 }],
        Callbacks = true,
        Inputs = InputTransport.Url | InputTransport.Bytes,
        ResultRetention = TimeSpan.FromHours(24),
        ResultHosts = ["images.acme.example"],
        ResultOrigins = [baseAddress],
        BaseAddress = baseAddress,
    };
    // end-snippet

    // snippet: custom-provider-create
    public async Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default)
    {
        var images = new List<string>();
        foreach (var input in request.Inputs)
        {
            images.Add(input.Url?.AbsoluteUri ?? await DataUrlAsync(input, cancellationToken));
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, "v1/tasks");
        message.Content = JsonContent.Create(new { request.Model, request.Prompt, request.Count, Images = images, request.CallbackUrl });
        message.AllowOneSend();
        try
        {
            using var answer = await clients.CreateClient("acme-creates").SendAsync(message, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
            {
                return new TaskCreation.Refused(new ProviderError(ProviderErrorKind.ContentRefused, "422"));
            }

            if (!answer.IsSuccessStatusCode)
            {
                return CreateFailure.From(answer.StatusCode, answer.Headers.RetryAfter?.Delta);
            }

            var task = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return new TaskCreation.Accepted(
                new ProviderTaskId(task.GetProperty("id").GetString()!), TimeSpan.FromSeconds(task.GetProperty("eta").GetInt32()));
        }
        catch (Exception exception)
        {
            return CreateFailure.From(exception); // Refused only where it proves that nothing was sent; unknown otherwise.
        }
    }
    // end-snippet

    // snippet: custom-provider-get
    public async Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default)
    {
        using var answer = await ReadAsync($"v1/tasks/{Uri.EscapeDataString(id.Value)}", cancellationToken);
        var task = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var word = task.GetProperty("status").GetString();
        return new ProviderTask
        {
            Status = word switch
            {
                "queued" => ProviderTaskStatus.Queued,
                "done" => ProviderTaskStatus.Succeeded,
                "failed" => ProviderTaskStatus.Failed,
                "canceled" => ProviderTaskStatus.Canceled,
                _ => ProviderTaskStatus.Running, // A word that is new tomorrow must not end a job that was paid for.
            },
            UnknownStatus = word is "queued" or "working" or "done" or "failed" or "canceled" ? null : word,
            Outputs = [.. task.GetProperty("images").EnumerateArray().Select(image => new Uri(image.GetString()!))],
            Error = word == "failed" ? Classify(task.GetProperty("error").GetString()) : null,
            Cost = task.GetProperty("cost").GetDecimal(),
            CreatedAt = task.GetProperty("created").GetDateTimeOffset(),
            Model = task.GetProperty("model").GetString(),
        };
    }
    // end-snippet

    // snippet: custom-provider-callback
    public ValueTask<CallbackVerdict> HandleCallbackAsync(ProviderCallback callback, CancellationToken cancellationToken = default)
    {
        ProviderTaskId? task = null;
        try
        {
            var id = JsonDocument.Parse(callback.Body).RootElement.GetProperty("id").GetString();
            task = id is { Length: > 0 and <= 100 } ? new ProviderTaskId(id) : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            // Whatever it says, it came to the attempt's own secret address: that is worth a look.
        }

        return ValueTask.FromResult<CallbackVerdict>(new CallbackVerdict.Notified(task));
    }
    // end-snippet

    private static ProviderError Classify(string? code) => new(
        code switch
        {
            "moderated" => ProviderErrorKind.ContentRefused,
            "bad_image" => ProviderErrorKind.InvalidRequest,
            _ => ProviderErrorKind.Unknown,
        },
        code);

    private async Task<HttpResponseMessage> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.CreateClient("acme-reads").GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode ? answer : throw Failure(answer);
        }
        catch (HttpRequestException exception)
        {
            throw new ProviderException(new ProviderError(ProviderErrorKind.Unavailable, "unreachable"), exception);
        }
    }

    private static ProviderException Failure(HttpResponseMessage answer)
    {
        using (answer)
        {
            var kind = (int)answer.StatusCode switch
            {
                404 => ProviderErrorKind.TaskLost,
                401 or 402 or 403 => ProviderErrorKind.ProviderAccount,
                429 => ProviderErrorKind.Throttled,
                _ => ProviderErrorKind.Unavailable,
            };
            var code = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            return new ProviderException(new ProviderError(kind, code) { RetryAfter = answer.Headers.RetryAfter?.Delta });
        }
    }

    private static async Task<string> DataUrlAsync(ProviderInput input, CancellationToken cancellationToken)
    {
        await using var content = await input.Open!(cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return $"data:{input.Image.ContentType};base64,{Convert.ToBase64String(bytes.ToArray())}";
    }
}
