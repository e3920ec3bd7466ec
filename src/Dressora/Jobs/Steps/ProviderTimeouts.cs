using Dressora.Providers;

namespace Dressora.Jobs;

/// <summary>The time-outs around calls to providers.</summary>
internal sealed class ProviderTimeouts(DressoraOptions options, TimeProvider time)
{
    private readonly TimeSpan _create = options.CreateTimeout;
    private readonly TimeSpan _synchronousCreate = options.SynchronousCreateTimeout;
    private readonly TimeSpan _read = options.ReadTimeout;

    public TimeSpan ForCreate(ProviderDescriptor provider) => provider.Synchronous ? _synchronousCreate : _create;

    /// <summary>Starts the only clock that may cancel a create.</summary>
    public CancellationTokenSource StartCreate(ProviderDescriptor provider) => new(ForCreate(provider), time);

    public Timeout StartRead(CancellationToken cancellationToken) => new(_read, time, cancellationToken);

    internal sealed class Timeout : IDisposable
    {
        private readonly CancellationTokenSource _clock;
        private readonly CancellationTokenSource _linked;

        public Timeout(TimeSpan after, TimeProvider time, CancellationToken cancellationToken)
        {
            _clock = new CancellationTokenSource(after, time);
            _linked = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, cancellationToken);
        }

        public CancellationToken Token => _linked.Token;

        public void Dispose()
        {
            _linked.Dispose();
            _clock.Dispose();
        }
    }
}
