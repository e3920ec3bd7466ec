namespace Dressora.Testing;

/// <summary>What a node asks somebody else to do. Between any two of them it may die.</summary>
internal enum CallKind
{
    Accept,
    Commit,
    Record,
    Receive,
    Freeze,
    Finish,
    Create,
    Read,
    Cancel,
    Stage,
    Discard,
    Fetch,
    Put,
    Remove,

    /// <summary>The provider makes a task: what will become of it is decided.</summary>
    Task,

    /// <summary>The provider calls back.</summary>
    CallBack,
}
