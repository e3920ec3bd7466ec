namespace Dressora.Testing;

/// <summary>What goes wrong in a simulation, once, at one call about one job.</summary>
public enum FaultKind
{
    /// <summary>The node dies before the call leaves.</summary>
    KilledBefore,

    /// <summary>The node dies after the call took effect, and never hears the answer.</summary>
    KilledAfter,

    /// <summary>The node stands still until long after its lease, then goes on with what it believes.</summary>
    Asleep,

    /// <summary>The job store fails without effect.</summary>
    StoreDown,

    /// <summary>The job store does its work, and the answer is an error.</summary>
    StoreAnswerLost,

    /// <summary>The host's own ledger fails without effect.</summary>
    LedgerDown,

    /// <summary>The host's own ledger does its work, and the answer is an error.</summary>
    LedgerAnswerLost,

    /// <summary>The create is lost on its way, and nobody knows.</summary>
    CreateLost,

    /// <summary>The create arrives, and its answer is lost.</summary>
    CreateAnswerLost,

    /// <summary>The create arrives, and its answer takes longer than anybody waits.</summary>
    CreateTimesOut,

    /// <summary>The create is answered with 429.</summary>
    Throttled,

    /// <summary>The create certainly did not leave.</summary>
    NotSent,

    /// <summary>The create is refused for a reason that another provider need not have.</summary>
    Refused,

    /// <summary>Reading the task fails.</summary>
    ReadDown,

    /// <summary>A stale replica answers with what was true at first.</summary>
    ReadStale,

    /// <summary>A stale replica does not know the task yet.</summary>
    ReadMissing,

    /// <summary>The wish to stop the task is lost.</summary>
    CancelLost,

    /// <summary>Copying an input to the provider, or removing it, fails.</summary>
    StagingDown,

    /// <summary>The callback never comes.</summary>
    CallbackLost,

    /// <summary>The callback comes three times.</summary>
    CallbackDoubled,

    /// <summary>The callback comes much later.</summary>
    CallbackDelayed,

    /// <summary>The callback overtakes the answer to the create, and the end of the task.</summary>
    CallbackEarly,

    /// <summary>Somebody calls back with a guessed token, and with another's task under the right one.</summary>
    CallbackForged,

    /// <summary>The task fails and costs nothing.</summary>
    TaskFails,

    /// <summary>The task fails and is billed.</summary>
    TaskFailsBilled,

    /// <summary>The provider stops the task by itself.</summary>
    TaskStops,

    /// <summary>The task never ends, or its provider forgets it.</summary>
    TaskHangs,

    /// <summary>The task delivers less than was asked for.</summary>
    OutputsFewer,

    /// <summary>The first addresses of the outputs are dead, fresh ones work.</summary>
    OutputsExpire,

    /// <summary>No address of the outputs ever works.</summary>
    OutputsGone,

    /// <summary>The file host cannot be reached.</summary>
    FilesDown,

    /// <summary>The host's own storage fails without effect.</summary>
    StorageDown,

    /// <summary>The host's own storage does its work, and the answer is an error.</summary>
    StorageAnswerLost,

    /// <summary>The user cancels at that moment.</summary>
    UserCancels,

    /// <summary>The user erases the job at that moment.</summary>
    UserErases,

    /// <summary>The user sends the request again at that moment, under the same key.</summary>
    UserRetries,
}
