namespace Dressora.Stores;

/// <summary>
/// What became of a callback. The sender is told 2xx in every case but the last.
/// </summary>
public enum ReceiptAnswer
{
    /// <summary>Stored, and its job is due.</summary>
    Stored,

    /// <summary>The same message was stored before; nothing changed.</summary>
    Duplicate,

    /// <summary>The attempt has as many messages as are kept; nothing changed.</summary>
    Full,

    /// <summary>There is no such attempt (any more).</summary>
    NotFound,
}
