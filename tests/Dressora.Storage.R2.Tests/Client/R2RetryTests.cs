using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Storage.R2.Tests;

public sealed class R2RetryTests
{
    private static readonly StorageKey Key = new("results/job/0");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_may_pass_is_tried_again_from_the_first_byte()
    {
        await using var stub = await StubS3.StartAsync((number, context) => number switch
        {
            1 => StubS3.RefuseAsync(context, 503, "ServiceUnavailable"),
            2 => StubS3.RefuseAsync(context, 500, "InternalError"),
            _ => Task.CompletedTask,
        });
        using var store = new R2ResultStore(stub.NewOptions(), TimeProvider.System);
        var bytes = SomeContent.Bytes(100_000);

        await store.PutAsync(Key, SomeContent.Of(bytes), Cancellation);

        Assert.Equal(3, stub.Requests.Count);
        Assert.All(stub.Requests, request => Assert.True(bytes.AsSpan().SequenceEqual(request.Body), "A try sent something else."));
    }

    [Fact]
    public async Task What_stays_wrong_is_given_up_after_as_many_retries_as_were_set()
    {
        await using var stub = await StubS3.StartAsync((_, context) => StubS3.RefuseAsync(context, 503, "ServiceUnavailable"));
        var options = stub.NewOptions();
        options.Retries = 1;
        using var store = new R2ResultStore(options, TimeProvider.System);

        await Assert.ThrowsAsync<ResultStoreException>(() => store.DeleteAsync(Key, Cancellation));

        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        await using var stub = await StubS3.StartAsync((_, context) => StubS3.RefuseAsync(context, 403, "AccessDenied"));
        using var store = new R2ResultStore(stub.NewOptions(), TimeProvider.System);

        await Assert.ThrowsAsync<ResultStoreException>(() => store.DeleteAsync(Key, Cancellation));

        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Too_much_is_answered_by_waiting_a_second_or_more()
    {
        await using var stub = await StubS3.StartAsync(
            (number, context) => number == 1 ? StubS3.RefuseAsync(context, 429, "TooManyRequests") : Task.CompletedTask);
        var time = new WatchedTime();
        using var store = new R2ResultStore(stub.NewOptions(), time);

        var putting = store.PutAsync(Key, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);
        var wait = await time.NextWaitAsync(Cancellation);

        Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Single(stub.Requests);
        time.Advance(wait);
        await putting;
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task A_try_that_takes_too_long_is_a_time_out()
    {
        var asked = new SemaphoreSlim(0);
        await using var stub = await StubS3.StartAsync((_, context) =>
        {
            asked.Release();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var options = stub.NewOptions();
        options.Retries = 0;
        var time = new FakeTimeProvider();
        using var store = new R2ResultStore(options, time);

        var deleting = store.DeleteAsync(Key, Cancellation);
        await asked.WaitAsync(Cancellation);
        time.Advance(options.Timeout);

        Assert.Equal("timeout", (await Assert.ThrowsAsync<ResultStoreException>(() => deleting)).Problem?.Code);
    }

    [Fact]
    public async Task Over_plain_http_the_content_is_signed_and_its_length_known()
    {
        await using var stub = await StubS3.StartAsync((_, _) => Task.CompletedTask);
        using var store = new R2ResultStore(stub.NewOptions(), TimeProvider.System);
        var bytes = SomeContent.Bytes(5_000);

        await store.PutAsync(Key, SomeContent.Of(bytes), Cancellation);

        var (method, headers, body) = Assert.Single(stub.Requests);
        Assert.Equal(("PUT", "5000"), (method, headers["Content-Length"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), headers["x-amz-content-sha256"]);
        Assert.Equal(bytes, body);
        Assert.DoesNotContain("aws-chunked", string.Join(' ', headers.Values), StringComparison.Ordinal);
        Assert.DoesNotContain(headers.Keys, name => name.Contains("checksum", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A clock that tells what is waited for, beside the time-out of each try.</summary>
    private sealed class WatchedTime : FakeTimeProvider
    {
        private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromMinutes(1))
            {
                _waits.Writer.TryWrite(dueTime);
            }

            return timer;
        }

        public ValueTask<TimeSpan> NextWaitAsync(CancellationToken cancellationToken) => _waits.Reader.ReadAsync(cancellationToken);
    }
}
