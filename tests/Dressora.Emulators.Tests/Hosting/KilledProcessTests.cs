using System.Text.Json;

namespace Dressora.Emulators.Tests;

public sealed class KilledProcessTests
{
    [Fact]
    public async Task A_killed_emulator_has_lost_nothing_that_it_accepted()
    {
        using var folder = new TempFolder();
        var ids = new List<string>();
        using (var first = await EmulatorProcess.StartAsync(folder.Path, duration: "00:00:02"))
        {
            for (var task = 0; task < 5; task++)
            {
                using var content = new StringContent(Some.Create().ToJsonString());
                var created = await first.Client.PostAsync("/emulators/evolink/v1/images/generations", content, TestContext.Current.CancellationToken);
                ids.Add((await EmulatorHost.ReadAsync(created)).GetProperty("id").GetString()!);
            }
        }

        using var second = await EmulatorProcess.StartAsync(folder.Path);
        foreach (var id in ids)
        {
            Assert.Equal("completed", await EndAsync(second.Client, id));
        }

        var creates = (await GetAsync(second.Client, "/_admin/requests")).EnumerateArray()
            .Where(call => call.GetProperty("method").GetString() == "POST");
        Assert.Equal(ids, creates.Select(call => call.GetProperty("taskId").GetString()!));
    }

    private static async Task<string> EndAsync(HttpClient client, string id)
    {
        while (true)
        {
            var status = (await GetAsync(client, $"/v1/tasks/{id}")).GetProperty("status").GetString()!;
            if (status is not ("pending" or "processing"))
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) =>
        JsonElement.Parse(await client.GetStringAsync(path, TestContext.Current.CancellationToken));
}
