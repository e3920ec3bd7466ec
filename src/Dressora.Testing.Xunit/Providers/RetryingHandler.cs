using System.Net;

namespace Dressora.Testing;

/// <summary>Sends again what was throttled or failed, without asking what it was.</summary>
internal sealed class RetryingHandler : DelegatingHandler
{
    private const int Tries = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt < Tries; attempt++)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.StatusCode is not (HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError))
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException)
            {
                // Once more.
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
