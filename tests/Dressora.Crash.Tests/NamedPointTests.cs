namespace Dressora.Crash;

/// <summary>The process is killed at each point where something was done but not yet written, or written but not yet done.</summary>
public sealed class NamedPointTests
{
    private static readonly TimeSpan DiesWithin = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("after-accept", "Succeeded")] // Nothing was sent yet: the job is simply taken up.
    [InlineData("after-marker", "Failed")] // Nobody can tell that nothing was sent: never a second create, and nothing is charged.
    [InlineData("while-storing", "Succeeded")]
    [InlineData("before-finish", "Succeeded")]
    [InlineData("after-finish", "Succeeded")]
    public async Task A_process_killed_at_a_named_point_ends_its_job_and_its_money_right(string point, string end)
    {
        await using var world = await CrashWorld.StartAsync();
        await KillAtAsync(world, point);

        await world.StartHostAsync();
        var job = Assert.Single(await world.AssertEverythingAddsUpAsync());

        Assert.Equal(end, (string)job["status"]!);
    }

    [Fact]
    public async Task A_create_whose_answer_died_with_its_process_is_healed_by_its_callback()
    {
        await using var world = await CrashWorld.StartAsync();
        await world.PutFaultsAsync("""{"delaySeconds":3}""");
        await KillAtAsync(world, "after-create");

        await world.StartHostAsync();
        var job = Assert.Single(await world.AssertEverythingAddsUpAsync());

        Assert.Equal("Succeeded", (string)job["status"]!);
    }

    [Fact]
    public async Task A_create_whose_answer_died_with_its_process_and_whose_callback_is_lost_costs_nothing()
    {
        await using var world = await CrashWorld.StartAsync();
        await world.PutFaultsAsync("""{"dropCallbacks":true}""");
        await KillAtAsync(world, "after-create");

        await world.StartHostAsync();
        var job = Assert.Single(await world.AssertEverythingAddsUpAsync());

        Assert.Equal("Failed", (string)job["status"]!);
    }

    private static async Task KillAtAsync(CrashWorld world, string point)
    {
        await world.StartHostAsync(point);
        await world.GrantAsync();
        var upload = await world.UploadAsync();
        await world.SubmitAsync(upload);
        await world.Host.WaitForExitAsync(DiesWithin);
    }
}
