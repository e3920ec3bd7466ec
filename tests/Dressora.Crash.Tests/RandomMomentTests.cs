namespace Dressora.Crash;

/// <summary>The process is killed again and again while it works.</summary>
public sealed class RandomMomentTests
{
    private const int Rounds = 4;

    [Fact]
    public async Task A_load_that_is_killed_at_random_moments_loses_nothing_and_doubles_nothing()
    {
        await using var world = await CrashWorld.StartAsync();
        await world.StartHostAsync();
        await world.GrantAsync();
        var upload = await world.UploadAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => world.SubmitAsync(upload)));
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(0, 1_500)));
            await world.Host.KillAsync();
            await world.StartHostAsync();
        }

        Assert.NotEmpty(await world.AssertEverythingAddsUpAsync());
    }
}
