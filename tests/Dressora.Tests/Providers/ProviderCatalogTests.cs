using Dressora.Providers;
using Dressora.Testing;
using Dressora.Tests.Jobs.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Tests.Providers;

/// <summary>Which providers there are, what they cost, and what a host has said about them.</summary>
public sealed class ProviderCatalogTests
{
    [Fact]
    public void Limits_of_a_provider_that_is_not_registered_stop_the_start()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Start(options => options.Providers["scripte"] = new ProviderOptions()));

        Assert.Contains("Dressora:Providers:scripte is set; the registered providers are: scripted, cheap", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cap_without_every_cost_stops_the_start()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Start(options => options.CostPerOutputMax = 0.05m));

        Assert.Contains("set Dressora:Providers:scripted:CostPerOutput", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_provider_that_is_not_too_expensive_is_asked()
    {
        await using var host = Start(options =>
        {
            options.CostPerOutputMax = 0.05m;
            options.Providers["scripted"] = new ProviderOptions { CostPerOutput = 0.051m };
        });

        await host.AssertSucceededAsync(await host.GenerateAsync(Some.Alice, Some.Request()));

        host.AssertCreates(0);
        host.AssertCreates(1, "cheap");
    }

    [Fact]
    public async Task A_failover_never_goes_above_the_cap()
    {
        await using var host = Start(options =>
        {
            options.CostPerOutputMax = 0.05m;
            options.DefaultProvider = "cheap";
            options.Providers["scripted"] = new ProviderOptions { CostPerOutput = 0.051m };
        });
        host.ProviderNamed("cheap").Next(ScriptedCreate.Refuse(ProviderErrorKind.ProviderAccount));

        await host.AssertFailedAsync(await host.GenerateAsync(Some.Alice, Some.Request()), JobErrorCodes.ProviderUnavailable);

        host.AssertCreates(0);
    }

    [Fact]
    public async Task A_request_for_a_provider_above_the_cap_is_refused_without_naming_the_cost()
    {
        await using var host = Start(options =>
        {
            options.CostPerOutputMax = 0.05m;
            options.Providers["scripted"] = new ProviderOptions { CostPerOutput = 0.051m };
        });

        var answer = await host.Jobs.SubmitAsync(Some.Alice, Some.Request() with { Provider = "scripted" });

        var problem = Assert.Single(Assert.IsType<SubmitResult.Invalid>(answer).Problems);
        Assert.Equal(("model", "above_cost_cap"), (problem.Field, problem.Code));
        Assert.DoesNotContain("0.05", problem.Message, StringComparison.Ordinal);
    }

    private static DressoraTestHost Start(Action<DressoraOptions> configure) => DressoraTestHost.Start(builder =>
    {
        var cheap = ScriptedProvider.DefaultDescriptor;
        builder.AddScriptedProvider("cheap", cheap with { Models = [cheap.Models[0] with { CostPerOutput = 0.05m }] });
        builder.Services.Configure(configure);
    });
}
