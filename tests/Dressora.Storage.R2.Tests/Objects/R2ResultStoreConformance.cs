using Dressora.Testing;

namespace Dressora.Storage.R2.Tests;

/// <summary>The kit against R2 itself: Cloudflare's simulator, over TLS, with real signatures.</summary>
public sealed class R2ResultStoreConformance(R2Simulator simulator) : ResultStoreConformance
{
    protected override bool HasSignedUrls => true;

    protected override bool HasUploadUrls => true;

    protected override int Writers => 4;

    protected override HttpClient CreateReader() => simulator.CreateReader();

    protected override Task<IResultStore> CreateStoreAsync() =>
        Task.FromResult<IResultStore>(new R2ResultStore(simulator.NewOptions(), TimeProvider.System));
}
