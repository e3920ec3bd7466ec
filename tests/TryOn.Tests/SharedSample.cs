namespace TryOn.Tests;

/// <summary>A running sample that all tests of a class talk to, one after the other.</summary>
public sealed class SharedSample : IAsyncLifetime
{
    internal Sample Sample { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Sample = await Sample.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Sample.DisposeAsync();
}
