using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Providers.Evolink.Tests;

public sealed class DescriptorTests
{
    [Fact]
    public void It_says_what_the_service_can_do()
    {
        var descriptor = Describe(_ => { });

        Assert.True(descriptor.Callbacks);
        Assert.False(descriptor.Cancels || descriptor.Synchronous);
        Assert.Equal(InputTransport.Url | InputTransport.Staged, descriptor.Inputs);
        Assert.Equal(TimeSpan.FromHours(24), descriptor.ResultRetention);
        Assert.Equal("gpt-image-2", descriptor.Models[0].Name);
        Assert.Empty(descriptor.ResultOrigins);
    }

    [Theory]
    [InlineData("gpt-image-2", 32_000, 0, 16, 50_000_000, 10)]
    [InlineData("gemini-3.1-flash-image-preview", 2_000, 0, 14, 20_000_000, 1)]
    [InlineData("nano-banana-beta", 2_000, 0, 5, 10_000_000, 1)]
    [InlineData("doubao-seedream-4.5", 2_000, 0, 14, 10_000_000, 15)]
    [InlineData("qwen-image-edit", 1_000, 1, 3, 10_000_000, 1)]
    [InlineData("qwen-image-edit-plus", 2_000, 1, 3, 10_000_000, 6)]
    [InlineData("wan2.5-image-to-image", 2_000, 1, 2, 10_000_000, 1)]
    public void Models_have_the_limits_of_their_pages(string name, int prompt, int inputsMin, int inputsMax, long bytes, int count)
    {
        var model = Describe(_ => { }).Models.Single(model => model.Name == name);

        Assert.Equal(
            (prompt, inputsMin, inputsMax, bytes, count),
            (model.PromptLengthMax, model.InputsMin, model.InputsMax, model.InputBytesMax, model.CountMax));
    }

    [Fact]
    public void A_host_overrides_limits_and_adds_models()
    {
        var descriptor = Describe(options =>
        {
            options.Models["qwen-image-edit"] = new() { InputsMax = 4 };
            options.Models["gpt-image-3"] = new() { PromptLengthMax = 50_000, InputsMax = 8, Sizes = { "3:4=portrait" } };
            options.DefaultModel = "gpt-image-3";
        });

        Assert.Equal("gpt-image-3", descriptor.Models[0].Name);
        Assert.Equal((50_000, 8, "3:4"), (descriptor.Models[0].PromptLengthMax, descriptor.Models[0].InputsMax, descriptor.Models[0].AspectRatios.Single()));
        var changed = descriptor.Models.Single(model => model.Name == "qwen-image-edit");
        Assert.Equal((4, 1_000, 384), (changed.InputsMax, changed.PromptLengthMax, changed.InputSideMin));
        Assert.Equal(descriptor.Models.Count, descriptor.Models.Select(model => model.Name).Distinct().Count());
    }

    [Fact]
    public void Only_what_the_host_wrote_down_is_an_origin_of_results()
    {
        var descriptor = Describe(options =>
        {
            options.BaseUrl = new Uri("http://localhost:5080/emulators/evolink");
            options.ResultOrigins.Add(new Uri("http://localhost:9000"));
        });

        Assert.Equal([new Uri("http://localhost:5080"), new Uri("http://localhost:9000")], descriptor.ResultOrigins);
    }

    [Fact]
    public void Files_go_where_the_api_goes_unless_they_have_an_address_of_their_own()
    {
        Assert.Equal("https://files-api.evolink.ai/api/v1/files/upload/stream", Endpoints(new()).Uploads.AbsoluteUri);
        Assert.Equal(
            "http://localhost:1/p/api/v1/files/upload/stream",
            Endpoints(new() { BaseUrl = new Uri("http://localhost:1/p/") }).Uploads.AbsoluteUri);

        var both = Endpoints(new() { BaseUrl = new Uri("https://a.example"), FilesBaseUrl = new Uri("https://b.example") });
        Assert.Equal(("https://a.example/v1/credits", "https://b.example/api/v1/files/x"), (both.Credits.AbsoluteUri, both.File("x").AbsoluteUri));
        Assert.Equal([new Uri("https://a.example"), new Uri("https://b.example")], both.OwnOrigins);
    }

    private static EvolinkEndpoints Endpoints(EvolinkOptions options) => new(options);

    private static ProviderDescriptor Describe(Action<EvolinkOptions> configure)
    {
        var services = new ServiceCollection();
        new EvolinkBench.Builder(services).AddEvolink(options =>
        {
            options.ApiKey = "k";
            configure(options);
        });
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredKeyedService<IGenerationProvider>("evolink").Descriptor;
    }
}
