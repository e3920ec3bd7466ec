using Dressora.Providers;
using Dressora.Testing;

namespace Dressora.Tests.Jobs.Pipeline;

public sealed class JobLifeTests
{
    [Fact]
    public async Task A_job_is_delivered_and_what_was_delivered_is_charged()
    {
        await using var host = await Some.HostAsync();
        var job = await host.AcceptedAsync(Some.Request(count: 2));
        Assert.Equal((6, 4), await host.BalanceAsync());

        await host.DrainAsync();

        var done = await host.JobAsync(job);
        Assert.Equal(JobStatus.Succeeded, done.Status);
        Assert.Equal(1, done.Progress);
        Assert.Equal(2, done.Results.Count);
        Assert.Equal(new Credits(4), done.Charged);
        Assert.Equal((6, 0), await host.BalanceAsync());
        Assert.Equal(1, host.Provider.Creates);
        Assert.Equal(new ImageInfo("image/png", 2, 3, TestImages.Png.Length), done.Results[0].Image);
    }

    [Fact]
    public async Task Three_of_four_images_charge_three()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => task.Outputs = 3;
        var job = await host.AcceptedAsync(Some.Request(count: 4));

        await host.DrainAsync();

        Assert.Equal(new Credits(6), (await host.JobAsync(job)).Charged);
        Assert.Equal((4, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_failed_generation_never_costs_the_user()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => task.Fail(ProviderErrorKind.ContentRefused);
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        var failed = await host.JobAsync(job);
        Assert.Equal((JobStatus.Failed, JobErrorCodes.ContentRefused), (failed.Status, failed.Error!.Code));
        Assert.Equal((10, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_task_that_never_ends_times_out_and_is_asked_to_stop()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => task.Duration = TimeSpan.FromDays(1);
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        Assert.Equal(JobErrorCodes.TimedOut, (await host.JobAsync(job)).Error!.Code);
        Assert.True(host.Provider.Tasks[0].CancelRequested);
        Assert.Equal((10, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_lost_answer_is_healed_by_the_attempts_own_callback_with_one_create()
    {
        await using var host = await Some.HostAsync();
        host.Provider.Next(ScriptedCreate.AcceptAndLoseAnswer);
        var job = await host.AcceptedAsync();
        await host.RunDueAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(CallbackReceipt.Received, await host.CallBackAsync(host.Provider.Tasks[0]));
        await host.DrainAsync();

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(job)).Status);
        Assert.Equal(1, host.Provider.Creates);
        Assert.Equal((8, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_lost_answer_without_a_callback_ends_at_its_deadline_with_one_create_and_no_charge()
    {
        await using var host = await Some.HostAsync();
        host.Provider.Next(ScriptedCreate.AcceptAndLoseAnswer);
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        Assert.Equal(JobErrorCodes.OutcomeUnknown, (await host.JobAsync(job)).Error!.Code);
        Assert.Equal(1, host.Provider.Creates);
        Assert.Equal((10, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_lost_answer_is_healed_by_asking_a_provider_that_finds_tasks()
    {
        await using var host = DressoraTestHost.Start(
            builder => builder.UsePricing(_ => new Credits(2)), ScriptedProvider.DefaultDescriptor with { FindsTasks = true });
        await host.GrantAsync(Some.Alice, 10);
        host.Provider.Next(ScriptedCreate.AcceptAndLoseAnswer);

        var job = await host.GenerateAsync(Some.Alice, Some.Request());

        await host.AssertSucceededAsync(job);
        await host.AssertCallbacksAsync(job, 0);
        await host.AssertChargedAsync(job, 2);
        host.AssertCreates(1);
    }

    [Fact]
    public async Task A_create_that_never_arrived_is_looked_up_in_vain_and_costs_nothing()
    {
        await using var host = DressoraTestHost.Start(
            builder => builder.UsePricing(_ => new Credits(2)), ScriptedProvider.DefaultDescriptor with { FindsTasks = true });
        await host.GrantAsync(Some.Alice, 10);
        host.Provider.Next(ScriptedCreate.Throw(new IOException()));

        await host.AssertFailedAsync(await host.GenerateAsync(Some.Alice, Some.Request()), JobErrorCodes.OutcomeUnknown);

        host.AssertCreates(1);
        await host.AssertBalanceAsync(Some.Alice, available: 10);
    }

    [Fact]
    public async Task A_callback_that_speaks_of_another_jobs_task_binds_nothing()
    {
        await using var host = await Some.HostAsync();
        var first = await host.AcceptedAsync();
        await host.RunDueAsync();
        host.Provider.Next(ScriptedCreate.AcceptAndLoseAnswer);
        var second = await host.AcceptedAsync();
        await host.RunDueAsync();

        await host.CallBackAsync(host.Provider.Tasks[1], body: host.Provider.Tasks[0].Id.Value);
        await host.DrainAsync();

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(first)).Status);
        Assert.Equal(JobErrorCodes.OutcomeUnknown, (await host.JobAsync(second)).Error!.Code);
    }

    [Fact]
    public async Task A_callback_before_the_end_is_harmless_and_one_after_it_moves_nothing()
    {
        await using var host = await Some.HostAsync();
        var job = await host.AcceptedAsync();
        await host.RunDueAsync();
        await host.CallBackAsync(host.Provider.Tasks[0]);
        await host.DrainAsync();
        var done = await host.JobAsync(job);

        Assert.Equal(CallbackReceipt.Received, await host.CallBackAsync(host.Provider.Tasks[0], "something else"));
        await host.DrainAsync();

        Assert.Equal(JobStatus.Succeeded, done.Status);
        Assert.Equal(done.Charged, (await host.JobAsync(job)).Charged);
        Assert.Equal((8, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_forged_token_is_not_found()
    {
        await using var host = await Some.HostAsync();
        var inbox = (CallbackInbox)host.Services.GetService(typeof(CallbackInbox))!;
        var callback = new ProviderCallback
        {
            Body = default,
            Headers = new Dictionary<string, IReadOnlyList<string>>(),
            ReceivedAt = host.Clock.GetUtcNow(),
        };

        Assert.Equal(CallbackReceipt.NotFound, await inbox.ReceiveAsync("scripted", "forged", callback));
        Assert.Equal(CallbackReceipt.NotFound, await inbox.ReceiveAsync("nobody", "forged", callback));
    }

    [Fact]
    public async Task A_throttled_create_is_sent_again_and_a_refused_one_is_not()
    {
        await using var host = await Some.HostAsync();
        host.Provider.Next(ScriptedCreate.Refuse(ProviderErrorKind.Throttled)).Next(ScriptedCreate.Accept);
        var throttled = await host.AcceptedAsync();
        await host.DrainAsync();
        host.Provider.Next(ScriptedCreate.Refuse(ProviderErrorKind.InvalidRequest));
        var refused = await host.AcceptedAsync();
        await host.DrainAsync();

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(throttled)).Status);
        Assert.Equal(JobErrorCodes.InvalidRequest, (await host.JobAsync(refused)).Error!.Code);
        Assert.Equal(3, host.Provider.Creates);
        Assert.Equal((8, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_create_that_throws_is_never_sent_again()
    {
        await using var host = await Some.HostAsync();
        host.Provider.Next(ScriptedCreate.Throw(new HttpRequestException("reset")));
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        Assert.Equal(JobErrorCodes.OutcomeUnknown, (await host.JobAsync(job)).Error!.Code);
        Assert.Equal(1, host.Provider.Creates);
    }

    [Fact]
    public async Task A_cancel_before_the_create_is_free_and_asks_nobody()
    {
        await using var host = await Some.HostAsync();
        var job = await host.AcceptedAsync();
        Assert.True((await host.Jobs.CancelAsync(Some.Alice, job.Id))!.CancelRequested);

        await host.DrainAsync();

        Assert.Equal(JobStatus.Canceled, (await host.JobAsync(job)).Status);
        Assert.Equal(0, host.Provider.Creates);
        Assert.Equal((10, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_cancel_that_the_provider_follows_is_free()
    {
        await using var host = await Some.HostAsync();
        var job = await host.AcceptedAsync();
        await host.RunDueAsync();
        await host.Jobs.CancelAsync(Some.Alice, job.Id);
        await host.RunDueAsync();
        Assert.True(host.Provider.Tasks[0].CancelRequested);
        host.Provider.Tasks[0].End = ProviderTaskStatus.Canceled;

        await host.DrainAsync();

        Assert.Equal(JobStatus.Canceled, (await host.JobAsync(job)).Status);
        Assert.Equal((10, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_cancel_that_comes_too_late_is_delivered_and_charged()
    {
        await using var host = await Some.HostAsync();
        var job = await host.AcceptedAsync();
        await host.RunDueAsync();
        await host.Jobs.CancelAsync(Some.Alice, job.Id);

        await host.DrainAsync();

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(job)).Status);
        Assert.Equal((8, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task A_lost_task_fails_and_is_not_paid_for_again()
    {
        await using var host = await Some.HostAsync();
        host.Provider.OnTask = task => task.IsLost = true;
        var job = await host.AcceptedAsync();

        await host.DrainAsync();

        Assert.Equal(JobStatus.Failed, (await host.JobAsync(job)).Status);
        Assert.Equal(1, host.Provider.Creates);
        Assert.Equal((10, 0), await host.BalanceAsync());
    }

    [Fact]
    public async Task An_erased_job_keeps_its_amounts_and_loses_its_pictures()
    {
        await using var host = await Some.HostAsync();
        var job = await host.AcceptedAsync();
        await host.DrainAsync();
        var result = (await host.JobAsync(job)).Results[0];
        var results = (IResultStore)host.Services.GetService(typeof(IResultStore))!;
        Assert.NotNull(await results.OpenAsync(result.Key));

        Assert.True(await host.Jobs.EraseAsync(Some.Alice, job.Id));
        await host.DrainAsync();

        Assert.Null(await results.OpenAsync(result.Key));
        Assert.Empty((await host.JobAsync(job)).Results);
        Assert.Equal(new Credits(2), (await host.JobAsync(job)).Charged);
    }

    [Fact]
    public async Task Inputs_travel_as_bytes_to_a_provider_that_takes_bytes()
    {
        await using var host = await Some.HostAsync();
        var added = Assert.IsType<UploadResult.Added>(await host.Uploads.AddAsync(Some.Alice, new MemoryStream(TestImages.Png.ToArray())));
        var job = await host.AcceptedAsync(Some.Request() with { Inputs = [GenerationInput.From(InputRole.Person, added.Upload.Id)] });
        await host.DrainAsync();

        await using var bytes = await host.Provider.Tasks[0].Request.Inputs[0].Open!(default);
        Assert.Equal(TestImages.Png.Length, bytes.Length);
        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(job)).Status);
    }
}
