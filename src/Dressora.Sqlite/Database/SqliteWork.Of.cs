namespace Dressora.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteWork<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) : SqliteWork
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _failure;

    public Task<T> Result => _source.Task;

    /// <inheritdoc/>
    public override bool TryRun(SqliteSession session)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _result = work(session);
            return true;
        }
        catch (Exception exception)
        {
            _failure = exception;
            return false;
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        switch (_failure)
        {
            case null:
                _source.TrySetResult(_result!);
                break;
            case OperationCanceledException:
                _source.TrySetCanceled(cancellationToken);
                break;
            default:
                _source.TrySetException(_failure);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception exception) => _source.TrySetException(_failure ?? exception);
}
