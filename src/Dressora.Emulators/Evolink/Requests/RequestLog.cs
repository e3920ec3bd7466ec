using System.Text.Json;

namespace Dressora.Emulators;

/// <summary>The calls received so far, also across a killed process.</summary>
/// <remarks>
/// A call is written when it arrives and again when it is answered: a process that dies in
/// between has still received it. At most <see cref="EntriesMax"/> are kept; older ones are
/// forgotten. Thread-safe.
/// </remarks>
internal sealed class RequestLog(EmulatorFolder folder, TimeProvider time) : IDisposable
{
    /// <summary>How many calls are kept.</summary>
    public const int EntriesMax = 10_000;

    private const int LinesMax = 4 * EntriesMax;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, RequestLine> _calls = [];
    private FileStream? _file;
    private long _last;
    private int _lines;

    /// <summary>Reads the file of an earlier process.</summary>
    public void Load()
    {
        lock (_gate)
        {
            if (File.Exists(folder.Requests))
            {
                foreach (var line in File.ReadLines(folder.Requests))
                {
                    Replay(line);
                }
            }

            Rewrite(); // Leaves out the second writing of each call and a line that a killed process cut short.
        }
    }

    /// <summary>Lists a call that has just arrived.</summary>
    /// <returns>Its number, for <see cref="End"/>.</returns>
    public long Begin(string method, string path)
    {
        lock (_gate)
        {
            var call = new RequestLine(++_last, method, path, time.GetUtcNow());
            Append(call);
            return call.Number;
        }
    }

    /// <summary>
    /// Adds how a call was answered; nothing happens when it has been forgotten meanwhile.
    /// </summary>
    public void End(long number, int status, string? taskId)
    {
        lock (_gate)
        {
            if (_calls.TryGetValue(number, out var call))
            {
                Append(call with { Status = status, TaskId = taskId });
            }
        }
    }

    /// <summary>Everything that is kept, in the order of arrival.</summary>
    public IReadOnlyList<RequestLine> List()
    {
        lock (_gate)
        {
            return [.. _calls.Values];
        }
    }

    /// <summary>Forgets every call.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
            Rewrite();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Replay(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize(line, EmulatorDocuments.Default.RequestLine) is { } call)
            {
                Keep(call);
                _last = Math.Max(_last, call.Number);
            }
        }
        catch (JsonException)
        {
            // Cut short by a killed process: that call's earlier line, if any, still counts.
        }
    }

    private void Append(RequestLine call)
    {
        Keep(call);
        if (_lines >= LinesMax)
        {
            Rewrite();
            return;
        }

        _file?.Write(Line(call)); // One unbuffered write: it outlives the process from here on.
        _lines++;
    }

    private void Keep(RequestLine call)
    {
        _calls[call.Number] = call;
        if (_calls.Count > EntriesMax)
        {
            _calls.Remove(_calls.Keys.First());
        }
    }

    private void Rewrite()
    {
        _file?.Dispose();
        _file = null;
        AtomicFile.Write(folder.Requests, [.. _calls.Values.SelectMany(Line)]);
        _file = new FileStream(folder.Requests, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _lines = _calls.Count;
    }

    private static byte[] Line(RequestLine call) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(call, EmulatorDocuments.Default.RequestLine), (byte)'\n'];
}
