using Dressora;
using Dressora.Providers;
using Dressora.Testing;

namespace Snippets;

internal static class TestingYourApp
{
    public static async Task A_delivered_job_is_charged()
    {
        // snippet: testing-your-app
        await using var host = DressoraTestHost.Start(builder => builder.UsePricing(_ => new Credits(2)));
        var alice = new AccountId("alice");
        await host.GrantAsync(alice, 10);

        var job = await host.GenerateAsync(alice, new GenerationRequest { Prompt = "a red coat", Count = 2 });

        await host.AssertSucceededAsync(job, delivered: 2);
        await host.AssertChargedAsync(job, 4);
        await host.AssertBalanceAsync(alice, available: 6);
        await host.AssertBooksAsync(alice);
        // end-snippet
    }

    public static async Task A_provider_that_is_broke_is_followed_by_the_next()
    {
        // snippet: two-providers
        await using var host = DressoraTestHost.Start(builder => builder.AddScriptedProvider("second"));
        host.Provider.Next(ScriptedCreate.Refuse(ProviderErrorKind.ProviderAccount));

        await host.AssertSucceededAsync(await host.GenerateAsync(new AccountId("alice"), new GenerationRequest { Prompt = "a red coat" }));

        host.AssertCreates(1);
        host.AssertCreates(1, "second");
        // end-snippet
    }

    public static async Task A_callback_comes_when_the_test_says()
    {
        // snippet: step-by-step
        await using var host = DressoraTestHost.Start();
        var job = await host.AcceptAsync(new AccountId("alice"), new GenerationRequest { Prompt = "a red coat" });

        await host.RunDueAsync();                      // The create is sent; its task takes ten seconds.
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await host.CallBackAsync(host.Provider.Tasks[0]);
        await host.RunDueAsync();                      // The callback made the job due: it is read, copied and charged.

        await host.AssertSucceededAsync(job);
        await host.AssertCallbacksAsync(job, 1);
        Console.WriteLine(await host.TellAsync(job));  // Attempts, outputs and money, for people.
        // end-snippet
    }

    public static async Task A_lost_answer_costs_the_user_nothing()
    {
        // snippet: lost-answer
        await using var host = DressoraTestHost.Start(builder => builder.UsePricing(_ => new Credits(2)));
        var alice = new AccountId("alice");
        await host.GrantAsync(alice, 10);
        host.Provider.Next(ScriptedCreate.AcceptAndLoseAnswer);

        var job = await host.GenerateAsync(alice, new GenerationRequest { Prompt = "a red coat" });

        await host.AssertFailedAsync(job, JobErrorCodes.OutcomeUnknown);
        await host.AssertBalanceAsync(alice, available: 10);
        host.AssertCreates(1); // Sent once, whatever became of it.
        // end-snippet
    }

    public static void A_world_that_tries_to_break_it()
    {
        // snippet: simulate
        var run = Simulation.Run(seed: 1, new SimulationOptions { Provider = time => new ScriptedProvider(time) });
        if (!run.Succeeded)
        {
            Console.WriteLine(Simulation.Shrink(run.Seed, new SimulationOptions { Provider = time => new ScriptedProvider(time) }));
        }

        // end-snippet
    }
}
