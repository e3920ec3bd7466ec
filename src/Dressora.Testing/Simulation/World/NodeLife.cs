namespace Dressora.Testing;

/// <summary>One life of a node's process, from its start to its death.</summary>
internal sealed class NodeLife(string name)
{
    /// <summary>Gets the node's name, for people.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Gets whether the process was killed. Whatever it waited for then never comes.
    /// </summary>
    public bool IsDead { get; private set; }

    /// <summary>Gets until when the process stands still.</summary>
    public DateTimeOffset AsleepUntil { get; private set; }

    /// <summary>Gets what happens when the process dies.</summary>
    public Action Died { get; init; } = () => { };

    /// <summary>Kills the process; once is enough.</summary>
    public void Kill()
    {
        if (!IsDead)
        {
            IsDead = true;
            Died();
        }
    }

    /// <summary>Has the process stand still.</summary>
    public void SleepUntil(DateTimeOffset until) => AsleepUntil = until;
}
