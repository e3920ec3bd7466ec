namespace TryOn.Tests;

/// <summary>The one fault that takes its time, so that it runs beside the others.</summary>
public sealed class LostTests
{
    [Fact]
    public async Task With_neither_an_answer_nor_a_callback_it_fails_within_its_limits_and_costs_nothing()
    {
        await using var sample = await Sample.StartAsync();
        using var emulator = new Emulator(sample);
        using var shopper = await Shopper.SignInAsync(sample);
        await emulator.SetFaultsAsync("""{"dropCreateResponse":true,"dropCallbacks":true}""");

        var job = await shopper.TryOnAsync(await shopper.PrepareAsync());

        Assert.Equal("Failed", Shopper.StatusOf(job));
        Assert.Equal("outcome_unknown", job.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal((10, 0), ((await shopper.GetCreditsAsync()).Available, (await shopper.GetCreditsAsync()).Held));
        Assert.Equal(1, await emulator.CountCreatesAsync());
    }
}
