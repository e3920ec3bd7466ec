namespace Dressora.Emulators;

/// <summary>The faults in force. A restart clears them. Thread-safe.</summary>
internal sealed class FaultBoard
{
    private readonly Lock _gate = new();
    private FaultSet _current = new();

    /// <summary>
    /// Gets the present set; counts that calls use up show what is left of them.
    /// </summary>
    public FaultSet Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>Replaces the whole set.</summary>
    public void Replace(FaultSet faults)
    {
        lock (_gate)
        {
            _current = faults;
        }
    }

    /// <summary>Uses up one of the creates that are to be throttled.</summary>
    public bool TakeThrottledCreate()
    {
        lock (_gate)
        {
            var any = _current.ThrottleCreates > 0;
            _current = any ? _current with { ThrottleCreates = _current.ThrottleCreates - 1 } : _current;
            return any;
        }
    }

    /// <summary>Uses up one of the task reads that are to be unavailable.</summary>
    public bool TakeUnavailableRead()
    {
        lock (_gate)
        {
            var any = _current.UnavailableReads > 0;
            _current = any ? _current with { UnavailableReads = _current.UnavailableReads - 1 } : _current;
            return any;
        }
    }
}
