using System.Net;
using System.Text;

namespace Dressora.Chaos;

/// <summary>The users: they send each job with a key, and send it again to another node until one answers.</summary>
internal sealed class ChaosShoppers(IReadOnlyList<ChaosNode> nodes)
{
    /// <summary>How many users there are.</summary>
    public const int Count = 20;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(200);

    private int _accepted;

    /// <summary>Gets how many jobs were accepted.</summary>
    public int Accepted => _accepted;

    /// <summary>Gets how many tries were not answered, or put off.</summary>
    public int Retries { get; private set; }

    /// <summary>Names a user.</summary>
    public static string Name(int user) => $"shopper-{user}";

    /// <summary>Names what a job asks for.</summary>
    public static string Prompt(int job) => $"red coat {job}";

    /// <summary>Sends jobs at an even pace.</summary>
    public async Task SendAsync(int jobs, TimeSpan duration, CancellationToken cancellationToken)
    {
        var sending = new List<Task>(jobs);
        for (var job = 0; job < jobs; job++)
        {
            sending.Add(SendAsync(job, cancellationToken));
            await Task.Delay(duration / jobs, TimeProvider.System, cancellationToken);
        }

        await Task.WhenAll(sending);
    }

    private async Task SendAsync(int job, CancellationToken cancellationToken)
    {
        while (await TrySendAsync(job) is not (HttpStatusCode.Accepted or HttpStatusCode.OK))
        {
            Retries++;
            await Task.Delay(AgainAfter, TimeProvider.System, cancellationToken);
        }

        Interlocked.Increment(ref _accepted);
    }

    private async Task<HttpStatusCode?> TrySendAsync(int job)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dressora/jobs");
        request.Headers.Add("X-User", Name(job % Count));
        request.Headers.Add("Idempotency-Key", $"job-{job}");
        request.Content = new StringContent($$"""{"prompt":"{{Prompt(job)}}","count":1}""", Encoding.UTF8, "application/json");
        using var limit = new CancellationTokenSource(AnswerWithin);
        try
        {
            if (nodes[Random.Shared.Next(nodes.Count)].Http is not { } http)
            {
                return null;
            }

            using var answer = await http.SendAsync(request, limit.Token);
            return answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }
}
