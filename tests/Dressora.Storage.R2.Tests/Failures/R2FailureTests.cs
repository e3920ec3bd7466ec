namespace Dressora.Storage.R2.Tests;

/// <summary>What is wrong is named by the setting that mends it, on every call, and never with a secret.</summary>
public sealed class R2FailureTests(R2Simulator simulator)
{
    private static readonly StorageKey Key = new("results/job/0");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<R2Options>, string> Settings => new()
    {
        { "unknown_key", options => options.AccessKeyId = "somebody-else", nameof(R2Options.AccessKeyId) },
        { "wrong_secret", options => options.SecretAccessKey = "guessed-secret", nameof(R2Options.SecretAccessKey) },
        { "no_bucket", options => options.Bucket = "no-such-bucket", nameof(R2Options.Bucket) },
        { "unreachable", options => options.Endpoint = new Uri("https://127.0.0.1:9"), nameof(R2Options.Endpoint) },
        { "unreachable", options => options.ConfigureHandler = null, "certificates" },
    };

    public static TheoryData<int, string, string> Answers => new()
    {
        { 403, "RequestTimeTooSkewed", "clock_skew" },
        { 400, "AuthorizationHeaderMalformed", "wrong_region" },
        { 301, "PermanentRedirect", "wrong_region" },
        { 403, "AccessDenied", "no_permission" },
        { 403, "SomethingElse", "no_permission" },
        { 401, "Unauthorized", "unknown_key" },
        { 501, "NotImplemented", "not_implemented" },
        { 501, "Whatever", "not_implemented" },
        { 429, "TooManyRequests", "too_many_requests" },
        { 500, "InternalError", "service_failed" },
        { 503, "SlowDown", "service_failed" },
        { 400, "InvalidRequest", "refused" },
    };

    [Theory]
    [MemberData(nameof(Settings), DisableDiscoveryEnumeration = true)]
    public async Task A_wrong_setting_is_named_by_every_call(string code, Action<R2Options> breakIt, string setting)
    {
        var options = simulator.NewOptions();
        options.Retries = 0;
        breakIt(options);
        using var store = new R2ResultStore(options, TimeProvider.System);

        foreach (var call in Calls(store))
        {
            var failure = await Assert.ThrowsAsync<ResultStoreException>(call);

            Assert.Equal(code, failure.Problem?.Code);
            Assert.Contains(setting, failure.Problem!.Fix, StringComparison.Ordinal);
            Assert.DoesNotContain(options.SecretAccessKey, failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task What_the_service_answers_is_named(int status, string error, string code)
    {
        await using var stub = await StubS3.StartAsync((_, context) => StubS3.RefuseAsync(context, status, error));
        var options = stub.NewOptions();
        options.Retries = 0;
        using var store = new R2ResultStore(options, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<ResultStoreException>(() => store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(10)), Cancellation));

        Assert.Equal(code, failure.Problem?.Code);
        Assert.EndsWith(failure.Problem!.Message, failure.Message, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
    }

    private static IEnumerable<Func<Task>> Calls(R2ResultStore store) =>
    [
        () => store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(10)), Cancellation),
        () => store.OpenAsync(Key, Cancellation),
        () => store.DeleteAsync(Key, Cancellation),
        () => store.DeleteFolderAsync(new StorageKey("results"), Cancellation),
    ];
}
