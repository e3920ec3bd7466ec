using System.Security.Cryptography;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora;

/// <summary>
/// Takes providers' callbacks in. A callback schedules a look and decides nothing.
/// </summary>
/// <remarks>
/// Thread-safe. For hosts that receive callbacks in their own way; <c>MapDressoraCallbacks()</c>
/// does it over HTTP.
/// </remarks>
public sealed class CallbackInbox
{
    private readonly IJobStore _store;
    private readonly ProviderCatalog _catalog;
    private readonly WorkSignal _signal;

    internal CallbackInbox(IJobStore store, ProviderCatalog catalog, WorkSignal signal)
    {
        _store = store;
        _catalog = catalog;
        _signal = signal;
    }

    /// <summary>Stores a callback and makes its job due. Nothing is left to do between the return and the answer to the sender.</summary>
    /// <param name="provider">The provider named in the URL.</param>
    /// <param name="token">The token in the URL. A secret.</param>
    /// <param name="callback">The message, already bounded in size by <see cref="DressoraOptions.CallbackBytesMax"/>.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    public async Task<CallbackReceipt> ReceiveAsync(
        string provider, string token, ProviderCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(callback);

        if (_catalog.Find(provider) is not { } entry
            || await _store.FindAttemptAsync(provider, CallbackToken.HashOf(token), cancellationToken).ConfigureAwait(false) is not { } attempt)
        {
            return CallbackReceipt.NotFound;
        }

        var verdict = await entry.Provider.HandleCallbackAsync(callback, cancellationToken).ConfigureAwait(false);
        if (verdict is not CallbackVerdict.Notified notified)
        {
            return CallbackReceipt.NotFound;
        }

        var message = new CallbackMessage
        {
            Attempt = attempt,
            Body = callback.Body,
            BodyHash = Convert.ToHexStringLower(SHA256.HashData(callback.Body.Span)),
            Task = notified.Task,
        };
        var answer = await _store.ReceiveAsync(message, cancellationToken).ConfigureAwait(false);
        _signal.Raise();
        return answer == ReceiptAnswer.NotFound ? CallbackReceipt.NotFound : CallbackReceipt.Received;
    }
}
