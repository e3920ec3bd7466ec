namespace Dressora.PostgreSql;

/// <summary>A piece of work in a writer's queue.</summary>
internal abstract class QueuedWork
{
    /// <summary>Begins it. <see langword="false"/>: its caller has withdrawn it.</summary>
    public abstract bool TryBegin();

    /// <summary>Says what is to be locked and loaded for it.</summary>
    public abstract void Ask(BatchLoad load);

    /// <summary>
    /// Decides, and keeps what came of it until the commit. What cannot be decided fails alone,
    /// and has changed nothing.
    /// </summary>
    public abstract void Decide(Batch batch);

    /// <summary>Hands the answer over: it is on the disk.</summary>
    public abstract void Complete();

    /// <summary>Hands the failure of the whole transaction over.</summary>
    public abstract void Fail(Exception exception);
}
