using Dressora.Testing;
using Dressora.Testing.Tests;

namespace Dressora.Simulations;

/// <summary>A scripted upstream that keeps inputs as files.</summary>
internal sealed class StagingUpstream : ScriptedUpstream
{
    public StagingUpstream() => Staging = new StagingProvider(Provider);

    public StagingProvider Staging { get; }

    public override Task<int> CountStagedAsync() => Task.FromResult(Staging.Copies);
}
