using Dressora.Providers;
using Xunit;

namespace Dressora.Testing;

public abstract partial class GenerationProviderConformance
{
    private const string StagedName = "a1-0-9b2f4c7d1e8a";

    /// <summary>A staged input is a file of the provider until it is discarded.</summary>
    [Fact]
    public virtual async Task A_staged_input_is_there_until_it_is_discarded()
    {
        await using var bench = await StartAsync();
        var staging = StagingOf(bench);

        var staged = await staging.StageAsync(StagedName, SomeInput.Image, Cancellation);
        Assert.NotEmpty(staged.Reference);
        Assert.True(staged.Url.IsAbsoluteUri);
        Assert.Equal(1, await bench.Upstream.CountStagedAsync());

        await staging.DiscardAsync(StagedName, staged.Reference, Cancellation);
        Assert.Equal(0, await bench.Upstream.CountStagedAsync());
    }

    /// <summary>A step that is repeated after a crash leaves one copy.</summary>
    [Fact]
    public virtual async Task Staging_a_name_again_replaces_the_copy()
    {
        await using var bench = await StartAsync();
        var staging = StagingOf(bench);
        await staging.StageAsync(StagedName, SomeInput.Image, Cancellation);

        await staging.StageAsync(StagedName, SomeInput.Image, Cancellation);

        Assert.Equal(1, await bench.Upstream.CountStagedAsync());
    }

    /// <summary>A discard may be repeated, and may come for what never was.</summary>
    [Fact]
    public virtual async Task Discarding_what_is_not_there_is_a_success()
    {
        await using var bench = await StartAsync();
        var staging = StagingOf(bench);
        var staged = await staging.StageAsync(StagedName, SomeInput.Image, Cancellation);

        await staging.DiscardAsync(StagedName, staged.Reference, Cancellation);
        await staging.DiscardAsync(StagedName, staged.Reference, Cancellation);
        await staging.DiscardAsync(StagedName, reference: null, Cancellation);

        Assert.Equal(0, await bench.Upstream.CountStagedAsync());
    }

    /// <summary>
    /// When the process died before it learned the reference, the name alone finds the copy, and
    /// no other.
    /// </summary>
    [Fact]
    public virtual async Task A_copy_is_found_by_its_name_alone()
    {
        await using var bench = await StartAsync();
        var staging = StagingOf(bench);
        await staging.StageAsync(StagedName, SomeInput.Image, Cancellation);
        await staging.StageAsync(StagedName + "0", SomeInput.Image, Cancellation);

        await staging.DiscardAsync(StagedName, reference: null, Cancellation);
        Assert.Equal(1, await bench.Upstream.CountStagedAsync());

        await staging.DiscardAsync(StagedName + "0", reference: null, Cancellation);
        Assert.Equal(0, await bench.Upstream.CountStagedAsync());
    }

    private static IInputStaging StagingOf(ProviderBench bench)
    {
        Assert.SkipUnless(bench.Provider is IInputStaging, "The provider needs no files of its own.");
        return (IInputStaging)bench.Provider;
    }
}
