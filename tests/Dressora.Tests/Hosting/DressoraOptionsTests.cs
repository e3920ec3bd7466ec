using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dressora.Tests.Hosting;

public sealed class DressoraOptionsTests
{
    [Fact]
    public void The_section_is_bound_with_the_limits_on_transfers()
    {
        var options = Read(("Dressora:ConcurrentSteps", "3"), ("Dressora:Transfers:PixelsMax", "5"), ("Dressora:Transfers:IdleTimeout", "00:00:07"));

        Assert.Equal((3, 5, TimeSpan.FromSeconds(7)), (options.ConcurrentSteps, options.Transfers.PixelsMax, options.Transfers.IdleTimeout));
    }

    [Fact]
    public void Every_provider_has_a_section_of_its_own()
    {
        var options = Read(("Dressora:Providers:evolink:ConcurrentTasks", "3"), ("Dressora:Providers:other:Creates", "5"), ("Dressora:CostPerOutputMax", "0.05"));

        Assert.Equal((3, 5, 0.05m), (options.Providers["evolink"].ConcurrentTasks, options.Providers["other"].Creates, options.CostPerOutputMax));
    }

    [Theory]
    [InlineData("Dressora:PublicBaseUri")]
    [InlineData("Dressora:Transfers:PixelMax")]
    [InlineData("Dressora:Providers:evolink:ConcurrentTask")]
    public void A_key_that_nothing_knows_is_refused_by_its_name(string key)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Read((key, "1")));

        Assert.Contains(key.Split(':')[^1], refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dressora:AttemptsMax", "11")]
    [InlineData("Dressora:Transfers:UploadBytesMax", "5")]
    [InlineData("Dressora:CostPerOutputMax", "-1")]
    [InlineData("Dressora:Providers:evolink:ConcurrentTasks", "0")]
    [InlineData("Dressora:Providers:evolink:Creates", "100001")]
    [InlineData("Dressora:Providers:evolink:CreatesPer", "00:00:00.5000000")]
    [InlineData("Dressora:Providers:evolink:CostPerOutput", "-0.01")]
    public void A_broken_bound_is_refused_by_its_name_and_its_value(string key, string value)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read((key, value)));

        Assert.Contains($"{key} is {value}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_has_the_last_word()
    {
        var services = Services([("Dressora:ConcurrentSteps", "3")]);
        services.AddDressora(options => options.ConcurrentSteps = 4);

        Assert.Equal(4, Read(services).ConcurrentSteps);
    }

    private static DressoraOptions Read(params (string Key, string Value)[] settings)
    {
        var services = Services(settings);
        services.AddDressora();
        return Read(services);
    }

    private static DressoraOptions Read(ServiceCollection services)
    {
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<DressoraOptions>>().Value;
    }

    private static ServiceCollection Services((string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build());
        return services;
    }
}
