using System.Globalization;

namespace Dressora.Testing;

/// <summary>
/// Time and order in a simulation: one thread takes one event after the other, and what happens
/// at one instant happens in an order that the seed decides.
/// </summary>
internal sealed class SimulatedWorld(ulong seed, bool keepsHistory)
{
    private readonly PriorityQueue<Action, (long Ticks, ulong Order)> _events = new();
    private readonly Dice _order = new Dice(seed).For("order");
    private readonly List<string> _history = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Gets when every world begins.</summary>
    public static DateTimeOffset Beginning { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gets the time.</summary>
    public DateTimeOffset Now { get; private set; } = Beginning;

    /// <summary>Gets chance, to make dice of one's own from.</summary>
    public Dice Dice { get; } = new(seed);

    /// <summary>Gets what happened, in words.</summary>
    public IReadOnlyList<string> History => _history;

    /// <summary>Gets whether anything is still going to happen.</summary>
    public bool IsIdle => _events.Count == 0;

    /// <summary>Gets how many events there have been.</summary>
    public int Steps { get; private set; }

    /// <summary>Gets when the next event is.</summary>
    public DateTimeOffset? NextAt => _events.TryPeek(out _, out var at) ? new DateTimeOffset(at.Ticks, TimeSpan.Zero) : null;

    /// <summary>Has something happen after a while.</summary>
    public void After(TimeSpan pause, Action happens)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            HasLostThread = true;
            throw LostThread();
        }

        _events.Enqueue(happens, ((Now + (pause > TimeSpan.Zero ? pause : TimeSpan.Zero)).UtcTicks, _order.Next()));
    }

    /// <summary>Gets whether something of this world went on on another thread.</summary>
    public bool HasLostThread { get; private set; }

    /// <summary>Says that the world cannot be replayed.</summary>
    public static InvalidOperationException LostThread() =>
        new("The code under simulation went to another thread: what happens there cannot be replayed.");

    /// <summary>Lets the next event happen.</summary>
    public void Step()
    {
        if (HasLostThread)
        {
            throw LostThread();
        }

        _events.TryDequeue(out var happens, out var at);
        Now = new DateTimeOffset(at.Ticks, TimeSpan.Zero);
        Steps++;
        happens!();
    }

    /// <summary>
    /// Waits on behalf of a node: until the pause is over, then until the node is awake; for ever
    /// when it has died.
    /// </summary>
    public Task PauseAsync(NodeLife life, TimeSpan pause)
    {
        var over = new TaskCompletionSource();
        After(pause, Wake);
        return over.Task;

        void Wake()
        {
            if (life.IsDead)
            {
                return;
            }

            if (life.AsleepUntil > Now)
            {
                After(life.AsleepUntil - Now, Wake);
                return;
            }

            over.SetResult();
        }
    }

    /// <summary>Writes a line of the history, where one is kept.</summary>
    public void Tell(string who, Func<string> what)
    {
        if (keepsHistory)
        {
            _history.Add(string.Create(CultureInfo.InvariantCulture, $"{(Now - Beginning).TotalSeconds,12:0.000}s  {who,-8} {what()}"));
        }
    }
}
