using System.Net;
using Dressora.Providers;

namespace Dressora.Tests.Providers;

public sealed class SendOnceHandlerTests
{
    private static readonly Uri Address = new("https://api.example/create");

    [Fact]
    public async Task A_marked_request_is_sent()
    {
        using var network = new FakeNetwork(_ => new HttpResponseMessage(HttpStatusCode.OK));

        using var response = await SendAsync(network, Marked());

        Assert.Equal((HttpStatusCode.OK, 1), (response.StatusCode, network.Sends));
    }

    [Fact]
    public async Task An_unmarked_request_is_not_sent()
    {
        using var network = new FakeNetwork(_ => new HttpResponseMessage(HttpStatusCode.OK));

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(network, new HttpRequestMessage(HttpMethod.Post, Address)));

        Assert.Equal(0, network.Sends);
    }

    [Fact]
    public async Task A_copy_of_a_request_that_was_sent_is_not_sent_again()
    {
        using var network = new FakeNetwork(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        var request = Marked();
        var copy = new HttpRequestMessage(HttpMethod.Post, Address);
        foreach (var option in request.Options)
        {
            copy.Options.Set(new HttpRequestOptionsKey<object?>(option.Key), option.Value);
        }

        using var response = await SendAsync(network, request);
        var exception = await Assert.ThrowsAsync<AlreadySentException>(() => SendAsync(network, copy));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (exception.Answered, network.Sends));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, ProviderErrorKind.Throttled)]
    [InlineData(HttpStatusCode.PaymentRequired, ProviderErrorKind.ProviderAccount)]
    [InlineData(HttpStatusCode.BadRequest, ProviderErrorKind.InvalidRequest)]
    public async Task A_second_try_after_a_refusal_is_classified_by_the_first_answer(HttpStatusCode status, ProviderErrorKind kind)
    {
        using var network = new FakeNetwork(_ => new HttpResponseMessage(status));

        var refused = Assert.IsType<TaskCreation.Refused>(CreateFailure.From(await SecondTryAsync(network)));

        Assert.Equal(kind, refused.Error.Kind);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_second_try_after_an_answer_that_proves_nothing_leaves_the_outcome_unknown(HttpStatusCode status)
    {
        using var network = new FakeNetwork(_ => new HttpResponseMessage(status));

        Assert.IsType<TaskCreation.OutcomeUnknown>(CreateFailure.From(await SecondTryAsync(network)));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, true)]
    [InlineData(HttpRequestError.NameResolutionError, true)]
    [InlineData(HttpRequestError.SecureConnectionError, true)]
    [InlineData(HttpRequestError.ResponseEnded, false)]
    [InlineData(HttpRequestError.Unknown, false)]
    public async Task A_second_try_after_a_failure_knows_whether_anything_was_sent(HttpRequestError reason, bool unsent)
    {
        using var network = new FakeNetwork(_ => throw new HttpRequestException(reason));

        var creation = CreateFailure.From(await SecondTryAsync(network));

        Assert.Equal(unsent, creation is TaskCreation.Refused { Error.Kind: ProviderErrorKind.Unavailable });
        Assert.Equal(!unsent, creation is TaskCreation.OutcomeUnknown);
        Assert.Equal(1, network.Sends);
    }

    private static async Task<AlreadySentException> SecondTryAsync(FakeNetwork network)
    {
        var request = Marked();
        await Record.ExceptionAsync(() => SendAsync(network, request));
        return await Assert.ThrowsAsync<AlreadySentException>(() => SendAsync(network, request));
    }

    private static HttpRequestMessage Marked()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address);
        request.AllowOneSend();
        return request;
    }

    private static async Task<HttpResponseMessage> SendAsync(FakeNetwork network, HttpRequestMessage request)
    {
        using var client = new HttpMessageInvoker(new SendOnceHandler(network), disposeHandler: false);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class FakeNetwork(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public int Sends { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sends++;
            return Task.FromResult(answer(request));
        }
    }
}
