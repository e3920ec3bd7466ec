using System.Net;

namespace Dressora.Emulators.Tests;

public sealed class RestartTests
{
    [Fact]
    public async Task A_task_that_was_running_ends_after_the_restart_and_calls_back()
    {
        using var folder = new TempFolder();
        var time = new WatchedTime();
        string id;
        await using (var first = await EmulatorHost.StartAsync(directory: folder.Path, time: time))
        {
            id = await first.CreateAsync(Some.Create(changes: ("callback_url", Some.Callback)));
        }

        time.Advance(TimeSpan.FromHours(1));
        await using var second = await EmulatorHost.StartAsync(directory: folder.Path, time: time);

        Assert.Equal("completed", (await second.GetAsync($"v1/tasks/{id}")).GetProperty("status").GetString());
        Assert.Equal(id, (await second.Backchannel.NextAsync()).Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_task_keeps_its_faults_and_its_pending_retries()
    {
        using var folder = new TempFolder();
        var time = new WatchedTime();
        string id;
        await using (var first = await EmulatorHost.StartAsync(directory: folder.Path, time: time))
        {
            await first.SetFaultsAsync(new { failWithCode = "generation_timeout" });
            first.Backchannel.Answers.Enqueue(HttpStatusCode.BadGateway);
            id = (await first.RunAsync(Some.Create(changes: ("callback_url", Some.Callback)))).GetProperty("id").GetString()!;
            await time.StartedAsync(TimeSpan.FromSeconds(1));
        }

        await using var second = await EmulatorHost.StartAsync(directory: folder.Path, time: time);
        await time.PassAsync(TimeSpan.FromSeconds(1));
        var callback = await second.Backchannel.NextAsync();
        await second.SettledAsync(id);

        Assert.Equal("generation_timeout", callback.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(2, second.Record(id).CallbackTries);
        Assert.False((await second.GetAsync("_admin/faults")).GetProperty("failTask").GetBoolean());
    }

    [Fact]
    public async Task A_task_that_has_called_back_does_not_do_so_again()
    {
        using var folder = new TempFolder();
        var time = new WatchedTime();
        await using (var first = await EmulatorHost.StartAsync(directory: folder.Path, time: time))
        {
            var task = await first.RunAsync(Some.Create(changes: ("callback_url", Some.Callback)));
            await first.SettledAsync(task.GetProperty("id").GetString()!);
        }

        await using var second = await EmulatorHost.StartAsync(directory: folder.Path, time: time);
        var later = await second.RunAsync(Some.Create(changes: ("callback_url", Some.Callback)));

        Assert.Equal(later.GetProperty("id").GetString(), (await second.Backchannel.NextAsync()).Json.GetProperty("id").GetString());
        Assert.Equal(0, second.Backchannel.Waiting);
    }

    [Fact]
    public async Task Files_results_credits_and_the_list_of_calls_are_still_there()
    {
        using var folder = new TempFolder();
        var time = new WatchedTime();
        string upload;
        string result;
        await using (var first = await EmulatorHost.StartAsync(directory: folder.Path, time: time))
        {
            upload = (await first.UploadAsync(Some.Photo(), "p.png")).GetProperty("file_url").GetString()!;
            result = (await first.RunAsync()).GetProperty("results")[0].GetString()!;
        }

        await using var second = await EmulatorHost.StartAsync(directory: folder.Path, time: time);

        Assert.Equal(3, (await second.GetAsync("_admin/requests")).GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await second.SendAsync(HttpMethod.Get, upload)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.SendAsync(HttpMethod.Get, result)).StatusCode);
        Assert.Equal(1.62m, (await second.GetAsync("v1/credits")).GetProperty("data").GetProperty("user").GetProperty("used_credits").GetDecimal());
    }

    [Fact]
    public async Task What_a_killed_process_left_unfinished_does_not_stop_the_start()
    {
        using var folder = new TempFolder();
        await using (var first = await EmulatorHost.StartAsync(directory: folder.Path))
        {
            await first.UploadAsync(Some.Photo(), "p.png");
        }

        var root = Path.Combine(folder.Path, "evolink");
        File.WriteAllText(Path.Combine(root, "tasks", "task-unified-1-aaaaaaaa.json.0a.tmp"), "{");
        File.WriteAllText(Path.Combine(root, "tasks", "task-unified-1-bbbbbbbb.json"), "{");
        File.WriteAllText(Path.Combine(root, "uploads", "file_orphan.bin"), "x");
        File.WriteAllText(Path.Combine(root, "uploads", "broken.json"), "{");
        await using var second = await EmulatorHost.StartAsync(directory: folder.Path);

        await second.RunAsync();
        Assert.Single(Directory.GetFiles(Path.Combine(root, "uploads"), "*.bin"));
        Assert.Empty(Directory.GetFiles(Path.Combine(root, "tasks"), "*.tmp"));
    }

    [Fact]
    public async Task What_has_expired_is_deleted()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.UploadAsync(Some.Photo(), "p.png");
        await host.RunAsync();
        var folder = host.Services.GetFolder();

        host.Time.Advance(TimeSpan.FromHours(73));
        host.Services.Sweep();

        Assert.Empty(Directory.GetFiles(folder.Uploads));
        Assert.Empty(Directory.GetFiles(folder.Results));
        Assert.Empty(Directory.GetFiles(folder.Tasks));
    }
}
