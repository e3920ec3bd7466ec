namespace Dressora.Cli;

/// <summary>A ledger that is read, and what closes with it.</summary>
internal sealed record OpenLedger(ICreditLedger Ledger, IAsyncDisposable Connection) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
