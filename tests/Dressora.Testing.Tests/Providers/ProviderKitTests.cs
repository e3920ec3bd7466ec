using Dressora.Providers;
using Xunit.Sdk;

namespace Dressora.Testing.Tests;

/// <summary>The provider kit is a guard; each of these providers must fall through it.</summary>
public sealed class ProviderKitTests
{
    [Fact]
    public Task A_second_create_is_seen() =>
        IsCaughtAsync(inner => new(inner) { CreatesTwice = true }, kit => kit.A_create_is_sent_once(hostRetries: false));

    [Fact]
    public Task A_lost_answer_taken_for_a_refusal_is_seen() =>
        IsCaughtAsync(inner => new(inner) { TakesUnknownForRefused = true }, kit => kit.A_lost_answer_leaves_the_outcome_unknown(hostRetries: false));

    [Fact]
    public Task A_refusal_taken_for_an_unknown_outcome_is_seen() =>
        IsCaughtAsync(inner => new(inner) { TakesRefusedForUnknown = true }, kit => kit.A_throttled_create_costs_nothing(hostRetries: false));

    [Fact]
    public Task A_task_that_cannot_be_read_is_seen() =>
        IsCaughtAsync(inner => new(inner) { DeniesEveryTask = true }, kit => kit.A_task_that_is_not_known_is_lost());

    [Fact]
    public Task A_success_without_outputs_is_seen() =>
        IsCaughtAsync(inner => new(inner) { SucceedsWithoutOutputs = true }, kit => kit.A_finished_task_has_outputs_that_may_be_fetched());

    [Fact]
    public async Task Garbage_that_throws_is_seen() => await Assert.ThrowsAsync<IndexOutOfRangeException>(
        () => new Suite(inner => new(inner) { ThrowsAtGarbage = true }).Garbage_is_judged_and_never_throws());

    [Fact]
    public Task Garbage_that_names_a_task_is_seen() =>
        IsCaughtAsync(inner => new(inner) { BelievesAnyId = true }, kit => kit.Garbage_is_judged_and_never_throws());

    [Fact]
    public Task A_prompt_in_an_exception_is_seen() =>
        IsCaughtAsync(inner => new(inner) { QuotesThePrompt = true }, kit => kit.Secrets_stay_out_of_logs_and_errors());

    private static async Task IsCaughtAsync(Func<ScriptedProvider, FaultyProvider> breakIt, Func<GenerationProviderConformance, Task> fact) =>
        await Assert.ThrowsAnyAsync<XunitException>(() => fact(new Suite(breakIt)));

    private sealed class Suite(Func<ScriptedProvider, FaultyProvider> breakIt) : GenerationProviderConformance
    {
        protected override Task<ProviderUpstream> StartUpstreamAsync(IDressoraBuilder builder)
        {
            var upstream = new ScriptedUpstream();
            builder.AddProvider(upstream.ProviderName, _ => breakIt(upstream.Provider));
            return Task.FromResult<ProviderUpstream>(upstream);
        }
    }
}
