using Dressora;
using Dressora.Testing;

namespace Snippets;

internal static class TestingYourApp
{
    public static async Task A_lost_answer_costs_the_user_nothing()
    {
        // snippet: testing-your-app
        await using var host = DressoraTestHost.Start(builder => builder.UsePricing(_ => new Credits(2)));
        var alice = new AccountId("alice");
        await host.GrantAsync(alice, 10);
        host.Provider.Next(ScriptedCreate.AcceptAndLoseAnswer);

        await host.Jobs.SubmitAsync(alice, new GenerationRequest { Prompt = "a red coat" });
        await host.DrainAsync();

        var job = (await host.Jobs.ListAsync(alice)).Jobs.Single();
        var balance = await host.Ledger.GetBalanceAsync(alice);
        // job.Error.Code is "outcome_unknown", balance.Available is 10 credits, host.Provider.Creates is 1.
        // end-snippet
        _ = (job, balance);
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
