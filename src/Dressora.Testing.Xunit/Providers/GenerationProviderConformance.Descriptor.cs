using Dressora.Providers;
using Xunit;

namespace Dressora.Testing;

public abstract partial class GenerationProviderConformance
{
    /// <summary>A provider without a model can make nothing.</summary>
    [Fact]
    public virtual async Task The_models_have_names_of_their_own()
    {
        await using var bench = await StartAsync();
        var names = bench.Provider.Descriptor.Models.Select(model => model.Name).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.False(string.IsNullOrWhiteSpace(name)));
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>
    /// Requests are checked against the limits before anything is paid, so the limits must make
    /// sense.
    /// </summary>
    [Fact]
    public virtual async Task The_limits_of_every_model_can_be_met()
    {
        await using var bench = await StartAsync();

        Assert.All(bench.Provider.Descriptor.Models, model =>
        {
            Assert.InRange(model.PromptLengthMax, 1, int.MaxValue);
            Assert.InRange(model.InputsMin, 0, model.InputsMax);
            Assert.InRange(model.InputBytesMax, 1, long.MaxValue);
            Assert.InRange(model.InputSideMin, 1, model.InputSideMax);
            Assert.InRange(model.CountMax, 1, int.MaxValue);
            Assert.All(model.AspectRatios, shape => Assert.False(string.IsNullOrWhiteSpace(shape)));
            Assert.All(model.InputContentTypes, type => Assert.StartsWith("image/", type, StringComparison.Ordinal));
        });
    }

    /// <summary>How inputs travel is what the models and the capabilities say.</summary>
    [Fact]
    public virtual async Task Inputs_travel_the_way_that_is_described()
    {
        await using var bench = await StartAsync();
        var descriptor = bench.Provider.Descriptor;

        Assert.Equal(descriptor.Models.Any(model => model.InputsMax > 0), descriptor.Inputs != InputTransport.None);
        Assert.Equal(bench.Provider is IInputStaging, descriptor.Inputs.HasFlag(InputTransport.Staged));
    }

    /// <summary>
    /// Results are fetched while the provider keeps them, from where it keeps them.
    /// </summary>
    [Fact]
    public virtual async Task Results_have_a_lifetime_and_an_origin()
    {
        await using var bench = await StartAsync();
        var descriptor = bench.Provider.Descriptor;

        Assert.True(descriptor.ResultRetention > TimeSpan.Zero);
        Assert.All(
            descriptor.ResultHosts,
            host => Assert.Equal(UriHostNameType.Dns, Uri.CheckHostName(host.Replace("*.", "", StringComparison.Ordinal))));
        Assert.All(descriptor.ResultOrigins, origin => Assert.Equal("/", origin.PathAndQuery));
    }

    /// <summary>The descriptor is read once, so it must not change.</summary>
    [Fact]
    public virtual async Task The_descriptor_stays_as_it_is()
    {
        await using var bench = await StartAsync();
        var before = bench.Provider.Descriptor;

        await CreateAsync(bench);

        Assert.Equal(before, bench.Provider.Descriptor);
    }
}
