namespace Dressora.Sqlite.Tests.Database;

/// <summary>Holds a database's writer in the middle of a transaction, so that whatever is written meanwhile meets in the next one.</summary>
internal sealed class HeldWriter
{
    private readonly ManualResetEventSlim _released = new();
    private readonly Task<int> _work;

    private HeldWriter(SqliteDatabase database, TaskCompletionSource begun) => _work = database.WriteAsync(
        _ =>
        {
            begun.SetResult();
            _released.Wait(TimeSpan.FromSeconds(30));
            return 0;
        },
        CancellationToken.None);

    public static async Task<HeldWriter> HoldAsync(SqliteDatabase database)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new HeldWriter(database, begun);
        await begun.Task;
        return held;
    }

    public Task ReleaseAsync()
    {
        _released.Set();
        return _work;
    }
}
