namespace TryOn.Tests;

/// <summary>What the shopper sees when the provider misbehaves.</summary>
public sealed class FaultTests(SharedSample shared) : IClassFixture<SharedSample>
{
    [Fact]
    public async Task A_failed_task_costs_nothing()
    {
        await TryOnAsync("""{"failTask":true}""", "Failed", available: 10);
    }

    [Fact]
    public async Task Without_callbacks_it_still_succeeds()
    {
        await TryOnAsync("""{"dropCallbacks":true}""", "Succeeded", available: 8);
    }

    [Fact]
    public async Task Without_the_answer_to_the_create_its_own_callback_heals_it()
    {
        await TryOnAsync("""{"dropCreateResponse":true}""", "Succeeded", available: 8);
    }

    [Fact]
    public async Task Duplicated_callbacks_change_nothing()
    {
        await TryOnAsync("""{"duplicateCallbacks":true}""", "Succeeded", available: 8);
    }

    private async Task TryOnAsync(string faults, string status, long available)
    {
        using var emulator = new Emulator(shared.Sample);
        using var shopper = await Shopper.SignInAsync(shared.Sample);
        var creates = await emulator.CountCreatesAsync();
        await emulator.SetFaultsAsync(faults);

        var job = await shopper.TryOnAsync(await shopper.PrepareAsync());

        Assert.Equal(status, Shopper.StatusOf(job));
        Assert.Equal((available, 0), ((await shopper.GetCreditsAsync()).Available, (await shopper.GetCreditsAsync()).Held));
        Assert.Equal(creates + 1, await emulator.CountCreatesAsync());
    }
}
