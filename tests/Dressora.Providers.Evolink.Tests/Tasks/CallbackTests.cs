using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Providers.Evolink.Tests;

public sealed class CallbackTests
{
    [Fact]
    public async Task A_message_names_its_task()
    {
        Assert.Equal(Some.TaskId, await TaskOfAsync("""{"id":"task-unified-1757156493-imcg5zqt","status":"completed"}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("completed")]
    [InlineData("{}")]
    [InlineData("""{"id":1757156493}""")]
    [InlineData("""{"id":"task-unified-"}""")]
    [InlineData("""{"id":"TASK-UNIFIED-1-a"}""")]
    [InlineData("""{"id":"job-1"}""")]
    [InlineData("""{"id":"task-unified-1/../../v1/credits"}""")]
    [InlineData("""{"id":"task-unified-1?x=1"}""")]
    [InlineData("""{"task_id":"task-unified-1-a"}""")]
    public async Task A_message_that_names_none_still_means_look(string body) => Assert.Null(await TaskOfAsync(body));

    [Fact]
    public async Task Broken_messages_never_throw()
    {
        var genuine = Encoding.UTF8.GetBytes("""{"id":"task-unified-1-a","status":"completed","results":["https://x.example/\u00e9"]}""");
        var random = new Random(20_260_101);
        await using var services = Services();
        var provider = services.GetRequiredKeyedService<IGenerationProvider>("evolink");

        for (var i = 0; i < 5_000; i++)
        {
            var body = genuine.AsSpan(0, random.Next(1, genuine.Length + 1)).ToArray();
            for (var hits = random.Next(0, 6); hits > 0; hits--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            Assert.IsType<CallbackVerdict.Notified>(await provider.HandleCallbackAsync(Callback(body), Some.Cancellation));
        }
    }

    private static async Task<ProviderTaskId?> TaskOfAsync(string body)
    {
        await using var services = Services();
        var provider = services.GetRequiredKeyedService<IGenerationProvider>("evolink");
        var verdict = await provider.HandleCallbackAsync(Callback(Encoding.UTF8.GetBytes(body)), Some.Cancellation);
        return Assert.IsType<CallbackVerdict.Notified>(verdict).Task;
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        new EvolinkBench.Builder(services).AddEvolink(options => options.ApiKey = "k");
        return services.BuildServiceProvider();
    }

    private static ProviderCallback Callback(byte[] body) => new()
    {
        Body = body,
        Headers = new Dictionary<string, IReadOnlyList<string>>(),
        ReceivedAt = DateTimeOffset.UnixEpoch,
    };
}
