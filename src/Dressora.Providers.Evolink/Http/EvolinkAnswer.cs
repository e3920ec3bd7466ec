using System.Net;
using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>An answer that arrived.</summary>
/// <param name="Status">Its status, which is looked at first.</param>
/// <param name="Body">Its body; undefined when that is not JSON.</param>
/// <param name="RetryAfter">How long it asked to wait.</param>
internal sealed record EvolinkAnswer(HttpStatusCode Status, JsonElement Body, TimeSpan? RetryAfter)
{
    /// <summary>
    /// Gets whether the status is 2xx. The file API says no under one of those as well.
    /// </summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
