using Dressora.Providers;

namespace Dressora.Testing;

/// <summary>
/// What the providers would have in their books, and what nodes were told of it: the money that a
/// simulation watches.
/// </summary>
internal sealed class ProviderRecords(Monitor monitor, Action<string, ProviderTaskRequest, ProviderTaskId> accepted)
{
    private readonly Dictionary<AttemptId, Try> _tries = [];
    private readonly Dictionary<(string Provider, ProviderTaskId Task), AttemptId> _tasks = [];
    private readonly Dictionary<(string Provider, ProviderTaskId Task), ProviderTask> _first = [];

    /// <summary>
    /// Notes that a create leaves a node. Nothing but a certain "not billed" may have come before
    /// it.
    /// </summary>
    public void Begin(AttemptId attempt)
    {
        if (_tries.TryGetValue(attempt, out var earlier) && !earlier.ToldUnbilled)
        {
            monitor.Fail($"{monitor.Name(attempt)}: a second create is sent although the first may be billed");
        }

        for (var ordinal = 1; ordinal < attempt.Ordinal; ordinal++)
        {
            if (_tries.TryGetValue(new AttemptId(attempt.Job, ordinal), out var previous) && previous is { ToldUnbilled: false, EndedFree: false })
            {
                monitor.Fail($"{monitor.Name(attempt)}: it begins although attempt {ordinal} was not proven unbilled");
            }
        }

        _tries[attempt] = new Try { Accepted = _tries.GetValueOrDefault(attempt)?.Accepted ?? 0 };
    }

    /// <summary>Notes that a create arrived and what the provider made of it.</summary>
    public void Arrived(string provider, ProviderTaskRequest request, TaskCreation creation)
    {
        var made = _tries[request.Attempt];
        if (creation is TaskCreation.Accepted or TaskCreation.Completed && ++made.Accepted > 1)
        {
            monitor.Fail($"{monitor.Name(request.Attempt)}: the provider has accepted {made.Accepted} creates");
        }

        if (creation is TaskCreation.Accepted { Task: var task })
        {
            _tasks[(provider, task)] = request.Attempt;
            accepted(provider, request, task);
        }
    }

    /// <summary>Notes what a node was told, if it lives to hear it.</summary>
    public void Answered(AttemptId attempt, TaskCreation creation, NodeLife life)
    {
        var made = _tries[attempt];
        made.ToldUnbilled = creation is TaskCreation.Refused;
        made.Told = creation;
        made.ToldTo = life;
    }

    /// <summary>Notes a reading that a node was given.</summary>
    public void Read(string provider, ProviderTaskId id, ProviderTask task)
    {
        _first.TryAdd((provider, id), task);
        if (_tasks.TryGetValue((provider, id), out var attempt))
        {
            _tries[attempt].EndedFree |= task.Status.IsTerminal() && task.Cost == 0m;
        }
    }

    /// <summary>Returns what a task was read as at first, which is what a stale replica says.</summary>
    public ProviderTask? FirstReading(string provider, ProviderTaskId id) => _first.GetValueOrDefault((provider, id));

    /// <summary>Finds the job of a task.</summary>
    public JobId? JobOf(string provider, ProviderTaskId id) => _tasks.TryGetValue((provider, id), out var attempt) ? attempt.Job : null;

    /// <summary>Finds the job of a staged copy.</summary>
    public JobId? JobOfCopy(string name) => monitor.JobOfCopy(name);

    /// <summary>
    /// Lists the tasks whose ids a node was told and lived on with: the answer to a paid call
    /// cannot be asked for twice.
    /// </summary>
    public IEnumerable<(AttemptId Attempt, ProviderTaskId Task)> Heard() =>
        from made in _tries
        where made.Value is { Told: TaskCreation.Accepted, ToldTo.IsDead: false }
        select (made.Key, ((TaskCreation.Accepted)made.Value.Told!).Task);

    private sealed class Try
    {
        public int Accepted { get; set; }

        public bool ToldUnbilled { get; set; }

        public bool EndedFree { get; set; }

        public TaskCreation? Told { get; set; }

        public NodeLife? ToldTo { get; set; }
    }
}
