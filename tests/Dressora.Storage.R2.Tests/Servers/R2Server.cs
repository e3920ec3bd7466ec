namespace Dressora.Storage.R2.Tests;

/// <summary>The simulator that some tests share.</summary>
public class R2Server : IAsyncLifetime
{
    private const string Missing = "There is no R2 simulator: install Node.js 20 or newer, and run 'npm ci' in tests/r2-simulator.";

    private R2Process? _process;

    /// <summary>Gets the simulator. Skips the test where there is none, with the reason; in CI that is a failure.</summary>
    public R2Process Process
    {
        get
        {
            if (_process is null && Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(Missing);
            }

            Assert.SkipWhen(_process is null, Missing);
            return _process!;
        }
    }

    public async ValueTask InitializeAsync() => _process = await R2Process.TryStartAsync();

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }
}
