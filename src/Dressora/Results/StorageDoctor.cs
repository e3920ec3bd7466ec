using System.Net;
using System.Security.Cryptography;

namespace Dressora;

/// <summary>
/// Finds out whether a result store does what it must: puts a probe, reads it back by itself and by its URL, and deletes it.
/// </summary>
/// <remarks>
/// It costs a handful of requests and leaves nothing behind. Each run has a probe of its own, so several may run at once. For a running host,
/// see <c>AddStorageCheck</c>; from a shell, <c>dressora storage doctor</c>.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="reader">Opens the store's URLs, as a browser would; <see langword="null"/> for a client of its own. It stays the caller's.</param>
public sealed class StorageDoctor(IResultStore store, HttpClient? reader = null)
{
    private const int ProbeBytes = 4_096;
    private static readonly TimeSpan UrlLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UrlTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Examines the store, up to the first thing that fails; the probe is removed in any case.</summary>
    /// <param name="cancellationToken">Gives up; the probe may stay.</param>
    /// <exception cref="OperationCanceledException">The caller gave up. Whatever else goes wrong is part of the answer.</exception>
    public async Task<StorageDiagnosis> ExamineAsync(CancellationToken cancellationToken = default)
    {
        var content = RandomNumberGenerator.GetBytes(ProbeBytes);
        var name = RandomNumberGenerator.GetHexString(32, lowercase: true);
        StorageKey[] keys = [new($"probes/{name}"), StorageKey.ForInput($"probe-{name}")];
        var examination = new Examination();
        foreach (var key in keys)
        {
            var noun = key.IsInput ? "an input" : "a result";
            await examination.TryAsync($"put {noun}", () => store.PutAsync(key, ContentOf(content), cancellationToken)).ConfigureAwait(false);
            await examination.TryAsync($"read {noun}", () => ReadAsync(key, content, cancellationToken)).ConfigureAwait(false);
            await examination.TryAsync($"open the URL of {noun}", () => OpenUrlAsync(key, content, cancellationToken)).ConfigureAwait(false);
        }

        foreach (var key in keys)
        {
            await examination.TryAsync(
                key.IsInput ? "delete an input" : "delete a result", () => DeleteAsync(key, cancellationToken), always: true).ConfigureAwait(false);
        }

        return examination.ToDiagnosis();
    }

    private static StoredContent ContentOf(byte[] content) => new(
        _ => ValueTask.FromResult<Stream>(new MemoryStream(content, writable: false)),
        content.Length,
        "application/octet-stream",
        SHA256.HashData(content));

    private async Task ReadAsync(StorageKey key, byte[] content, CancellationToken cancellationToken)
    {
        var stream = await store.OpenAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw Wrong("lost", "what was just put is not there.", "Look for a rule in the storage that removes or moves new objects.");
        await using (stream.ConfigureAwait(false))
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            if (stream.Length != content.Length || !copy.ToArray().AsSpan().SequenceEqual(content))
            {
                throw Wrong("changed", "what is read is not what was put.", "Look for something between here and the storage that rewrites bodies.");
            }
        }
    }

    private async Task OpenUrlAsync(StorageKey key, byte[] content, CancellationToken cancellationToken)
    {
        if (await store.GetReadUrlAsync(key, UrlLifetime, cancellationToken).ConfigureAwait(false) is not { } url)
        {
            return;
        }

        using var own = reader is null ? new HttpClient() : null;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(UrlTimeout);
        try
        {
            using var answer = await (reader ?? own!).GetAsync(url, timeout.Token).ConfigureAwait(false);
            var read = answer.StatusCode == HttpStatusCode.OK
                ? await answer.Content.ReadAsByteArrayAsync(timeout.Token).ConfigureAwait(false)
                : throw Wrong("url_refused", $"its URL answers {(int)answer.StatusCode}.", FixOf(url));
            if (!read.AsSpan().SequenceEqual(content))
            {
                throw Wrong("url_changed", "its URL gives other bytes.", FixOf(url));
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw Wrong("url_unreachable", "its URL cannot be opened from here.", FixOf(url), failure);
        }
    }

    private static string FixOf(Uri url) => url.Query.Length == 0
        ? "Connect the public domain to the bucket, and let it read what lies there."
        : "Set this machine's clock, and let readers reach the storage's own address.";

    private async Task DeleteAsync(StorageKey key, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        var left = await store.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (left is not null)
        {
            await left.DisposeAsync().ConfigureAwait(false);
            throw Wrong("undeleted", "what was deleted is still there.", "Look for a lock or a retention rule on the bucket.");
        }
    }

    private static ResultStoreException Wrong(string code, string message, string fix, Exception? inner = null) =>
        new(message, inner) { Problem = new StorageProblem(code, message, fix) };

    /// <summary>What was tried so far.</summary>
    private sealed class Examination
    {
        private readonly List<StorageStep> _steps = [];
        private StorageProblem? _problem;

        public async Task TryAsync(string what, Func<Task> step, bool always = false)
        {
            if (_problem is not null && !always)
            {
                return;
            }

            var started = TimeProvider.System.GetTimestamp();
            StorageProblem? problem = null;
            try
            {
                await step().ConfigureAwait(false);
            }
            catch (ResultStoreException failure)
            {
                problem = failure.Problem ?? new StorageProblem("failed", failure.Message, "The store names no fix; its message says what it tried.");
            }
            catch (IOException failure)
            {
                problem = new StorageProblem("broke_off", $"the connection broke off ({failure.GetType().Name}).", "Look at the network between here and the storage.");
            }

            _steps.Add(new StorageStep(what, problem is null, TimeProvider.System.GetElapsedTime(started)));
            _problem ??= problem;
        }

        public StorageDiagnosis ToDiagnosis() => new(_steps, _problem);
    }
}
