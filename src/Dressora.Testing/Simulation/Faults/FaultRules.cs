namespace Dressora.Testing;

/// <summary>Which calls a fault can strike.</summary>
internal static class FaultRules
{
    // How many calls there are about a job, roughly: what is planned beyond them never strikes.
    private const int CallsMax = 40;
    private const int RareCallsMax = 4;
    private const int OnceMax = 2;

    /// <summary>Gets what can only go wrong at a scripted provider, which does as it is told.</summary>
    public static IReadOnlyList<FaultKind> Scripted { get; } =
    [
        FaultKind.TaskFails, FaultKind.TaskFailsBilled, FaultKind.TaskStops, FaultKind.TaskHangs,
        FaultKind.OutputsFewer, FaultKind.OutputsExpire, FaultKind.OutputsGone,
    ];

    /// <summary>Tells whether a fault can strike a call.</summary>
    public static bool CanStrike(this FaultKind kind, CallKind call) => kind switch
    {
        FaultKind.KilledBefore or FaultKind.KilledAfter or FaultKind.Asleep
            or FaultKind.UserCancels or FaultKind.UserErases or FaultKind.UserRetries => call is not (CallKind.Task or CallKind.CallBack),
        FaultKind.StoreDown or FaultKind.StoreAnswerLost => call is CallKind.Accept or CallKind.Commit or CallKind.Record or CallKind.Receive,
        FaultKind.LedgerDown or FaultKind.LedgerAnswerLost => call is CallKind.Freeze or CallKind.Finish,
        FaultKind.CreateLost or FaultKind.CreateAnswerLost or FaultKind.CreateTimesOut
            or FaultKind.Throttled or FaultKind.NotSent or FaultKind.Refused => call is CallKind.Create,
        FaultKind.ReadDown or FaultKind.ReadStale or FaultKind.ReadMissing => call is CallKind.Read,
        FaultKind.CancelLost => call is CallKind.Cancel,
        FaultKind.StagingDown => call is CallKind.Stage or CallKind.Discard,
        FaultKind.CallbackLost or FaultKind.CallbackDoubled or FaultKind.CallbackDelayed
            or FaultKind.CallbackEarly or FaultKind.CallbackForged => call is CallKind.CallBack,
        FaultKind.FilesDown => call is CallKind.Fetch,
        FaultKind.StorageDown or FaultKind.StorageAnswerLost => call is CallKind.Put or CallKind.Remove,
        _ => call is CallKind.Task,
    };

    /// <summary>Plans a fault where it has a chance to strike.</summary>
    public static Fault Plan(FaultKind kind, int job, Dice dice)
    {
        var calls = kind.CanStrike(CallKind.Commit) ? CallsMax
            : kind.CanStrike(CallKind.Read) || kind.CanStrike(CallKind.Put) || kind.CanStrike(CallKind.Stage) ? RareCallsMax
            : OnceMax;
        return new Fault(kind, job, 1 + dice.Below(calls));
    }
}
