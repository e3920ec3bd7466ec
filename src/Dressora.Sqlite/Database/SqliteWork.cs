namespace Dressora.Sqlite;

/// <summary>A piece of work in the writer's queue.</summary>
internal abstract class SqliteWork
{
    /// <summary>Begins it. <see langword="false"/>: its caller has withdrawn it.</summary>
    public abstract bool TryBegin();

    /// <summary>
    /// Runs it, and keeps what came of it until the commit. <see langword="false"/>: undo it.
    /// </summary>
    public abstract bool TryRun(SqliteSession session);

    /// <summary>Does what belongs to it. <see langword="false"/>: undo it.</summary>
    public abstract bool Try(Action action);

    /// <summary>Hands the result over: it is on the disk.</summary>
    public abstract void Complete();

    /// <summary>Hands the failure of the whole transaction over.</summary>
    public abstract void Fail(Exception exception);
}
