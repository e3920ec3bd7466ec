using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace TryOn.Tests;

/// <summary>A demo user with a cookie, who does what a page or curl would do.</summary>
internal sealed class Shopper : IDisposable
{
    private static readonly TimeSpan JobLimit = TimeSpan.FromSeconds(120);

    private readonly HttpClient _client;
    private readonly CookieContainer _cookies;

    private Shopper(Sample sample, CookieContainer cookies)
    {
        _cookies = cookies;
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = sample.Address };
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Signs a user in who has never been there before.</summary>
    public static async Task<Shopper> SignInAsync(Sample sample)
    {
        var shopper = Anonymous(sample);
        var form = new Dictionary<string, string> { ["user"] = $"shopper-{Path.GetRandomFileName()}" };
        var answer = await shopper._client.PostAsync("/demo/sign-in", new FormUrlEncodedContent(form), Stop);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return shopper;
    }

    public static Shopper Anonymous(Sample sample) => new(sample, new CookieContainer());

    /// <summary>Returns the same user, with the same cookie, at another process. Cookies do not tell ports apart.</summary>
    public Shopper GoTo(Sample sample) => new(sample, _cookies);

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path, Stop);

    /// <summary>Returns where a path redirects to.</summary>
    public async Task<Uri> FollowLinkAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    public Task<byte[]> GetBytesAsync(string path) => _client.GetByteArrayAsync(path, Stop);

    public async Task<JsonElement> GetJsonAsync(string path) => await _client.GetFromJsonAsync<JsonElement>(path, Stop);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => _client.PostAsync(path, content, Stop);

    public Task<HttpResponseMessage> PostJobAsync(string body) =>
        PostAsync("/dressora/jobs", new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<string> UploadAsync(byte[] image)
    {
        var answer = await PostAsync("/dressora/uploads", new ByteArrayContent(image));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await ReadAsync(answer)).GetProperty("id").GetString()!;
    }

    /// <summary>Uploads the example photo and a drawn garment, and returns the request that puts one on the other.</summary>
    public async Task<string> PrepareAsync()
    {
        var person = await UploadAsync(await GetBytesAsync("/person.png"));
        var garment = await UploadAsync(await GetBytesAsync("/garments/coat.png"));
        return $$"""
            {"prompt":"wear the coat","inputs":[{"role":"person","upload":"{{person}}"},{"role":"garment","upload":"{{garment}}"}],"count":1}
            """;
    }

    /// <summary>Posts a request that must be accepted, and follows it to its end.</summary>
    public async Task<JsonElement> TryOnAsync(string request)
    {
        var answer = await PostJobAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await FollowAsync(answer.Headers.Location!.OriginalString);
    }

    public Task<JsonElement> FollowAsync(string location) =>
        Poll.UntilAsync(() => GetJsonAsync(location), job => StatusOf(job) is "Succeeded" or "Failed" or "Canceled", JobLimit);

    public async Task<(long Available, long Held, long[] Grants)> GetCreditsAsync()
    {
        var balance = await GetJsonAsync("/dressora/credits");
        return (
            balance.GetProperty("available").GetInt64(),
            balance.GetProperty("held").GetInt64(),
            [.. balance.GetProperty("grants").EnumerateArray().Select(grant => grant.GetProperty("available").GetInt64())]);
    }

    public static string? StatusOf(JsonElement job) => job.GetProperty("status").GetString();

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);

    public void Dispose() => _client.Dispose();
}
