using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dressora.Providers.Evolink.Tests;

public sealed class EvolinkOptionsTests
{
    public static TheoryData<string, Action<EvolinkOptions>> Broken => new()
    {
        { "ApiKey", options => options.ApiKey = " " },
        { "ApiKey", options => options.ApiKey = "sk-evo-top\nsecret" },
        { "BaseUrl", options => options.BaseUrl = new Uri("http://api.example.com") },
        { "BaseUrl", options => options.BaseUrl = new Uri("/v1", UriKind.Relative) },
        { "BaseUrl", options => options.BaseUrl = new Uri("https://user:pw@api.example.com") },
        { "FilesBaseUrl", options => options.FilesBaseUrl = new Uri("https://api.example.com/?x=1") },
        { "CreateTimeout", options => options.CreateTimeout = TimeSpan.FromMilliseconds(1) },
        { "ReadTimeout", options => options.ReadTimeout = TimeSpan.FromHours(1) },
        { "LowCredits", options => options.LowCredits = -1 },
        { "ResultHosts", options => options.ResultHosts.Add("https://x.example") },
        { "ResultOrigins", options => options.ResultOrigins.Add(new Uri("https://x.example/path")) },
        { "DefaultModel", options => options.DefaultModel = "gpt-image-3" },
        { "Quality", options => options.Quality = "4K" },
        { "Resolution", options => options.Resolution = "8K" },
        { "Models:gpt-image-2:CountMax", options => options.Models["gpt-image-2"] = new() { CountMax = 0 } },
        { "Models:new-model:Sizes", options => options.Models["new-model"] = new() { Sizes = { "3:4=" } } },
        { "Models:new-model:InputsMax", options => options.Models["new-model"] = new() { InputsMin = 2, InputsMax = 1 } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_setting_is_named_and_no_key_is_told(string setting, Action<EvolinkOptions> change)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Options(change));

        var failure = Assert.Single(exception.Failures);
        Assert.Contains(setting, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("top", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_need_a_key_only()
    {
        var options = Options(_ => { });

        Assert.Equal(["files.evolink.ai", "media.evolink.ai"], options.ResultHosts);
        Assert.DoesNotContain("top-secret", options.ToString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_is_bound_to_the_letter()
    {
        var options = Bound(new()
        {
            ["Evolink:ApiKey"] = "sk-evo-top-secret",
            ["Evolink:BaseUrl"] = "http://localhost:5080/emulators/evolink",
            ["Evolink:ReadTimeout"] = "00:00:09",
            ["Evolink:LowCredits"] = "12.5",
            ["Evolink:ResultHosts:0"] = "cdn.example.com",
            ["Evolink:ResultOrigins:0"] = "http://localhost:9000",
            ["Evolink:Models:new-model:CountMax"] = "3",
            ["Evolink:Models:new-model:Sizes:0"] = "3:4",
            ["Evolink:Models:new-model:Sizes:1"] = "1:1=1024x1024",
        });

        Assert.Equal(new Uri("http://localhost:5080/emulators/evolink"), options.BaseUrl);
        Assert.Equal((TimeSpan.FromSeconds(9), 12.5m), (options.ReadTimeout, options.LowCredits));
        Assert.Contains("cdn.example.com", options.ResultHosts);
        Assert.Equal(new Uri("http://localhost:9000"), Assert.Single(options.ResultOrigins));
        Assert.Equal(3, options.Models["new-model"].CountMax);
        Assert.Equal(new() { ["3:4"] = "3:4", ["1:1"] = "1024x1024" }, EvolinkModels.From(options)["new-model"].Sizes.ToDictionary());
    }

    [Fact]
    public void A_misspelt_key_stops_the_start()
    {
        var exception = Assert.ThrowsAny<InvalidOperationException>(
            () => Bound(new() { ["Evolink:ApiKey"] = "k", ["Evolink:Endpont"] = "https://x.example" }));

        Assert.Contains("Endpont", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_accounts_live_side_by_side()
    {
        var services = new ServiceCollection();
        new EvolinkBench.Builder(services)
            .AddEvolink(options => options.ApiKey = "a")
            .AddEvolink("evolink-eu", options => (options.ApiKey, options.BaseUrl) = ("b", new Uri("https://eu.example")));
        using var provider = services.BuildServiceProvider();

        Assert.Equal(
            ["https://api.evolink.ai/", "https://eu.example/"],
            new[] { "evolink", "evolink-eu" }
                .Select(name => provider.GetRequiredKeyedService<IGenerationProvider>(name).Descriptor.BaseAddress!.AbsoluteUri));
    }

    private static EvolinkOptions Options(Action<EvolinkOptions> change)
    {
        var services = new ServiceCollection();
        new EvolinkBench.Builder(services).AddEvolink(options =>
        {
            options.ApiKey = "sk-evo-top-secret";
            change(options);
        });
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<EvolinkOptions>>().Get("evolink");
    }

    private static EvolinkOptions Bound(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        new EvolinkBench.Builder(services).AddEvolink("evolink", configuration.GetSection("Evolink"));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<EvolinkOptions>>().Get("evolink");
    }
}
