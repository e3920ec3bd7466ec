using System.Text;
using Dressora.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Testing.Tests;

/// <summary>A scripted provider is its own upstream.</summary>
internal class ScriptedUpstream : ProviderUpstream
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ScriptedUpstream() => Provider = new ScriptedProvider(_clock, ScriptedProvider.DefaultDescriptor with { FindsTasks = true });

    public ScriptedProvider Provider { get; }

    public override string ProviderName => "scripted";

    // It has no words of its own, so there is none that it could not know.
    public override bool Can(TaskFate fate) => fate != TaskFate.SpeaksAnUnknownWord;

    public override Task NextCreateAsync(CreateFault fault)
    {
        Provider.Next(fault switch
        {
            CreateFault.LostAnswer => ScriptedCreate.AcceptAndLoseAnswer,
            CreateFault.Broken => ScriptedCreate.Throw(new HttpRequestException(HttpRequestError.ResponseEnded)),
            CreateFault.Throttled => ScriptedCreate.Refuse(ProviderErrorKind.Throttled, TimeSpan.FromSeconds(5)),
            CreateFault.RequestRefused => ScriptedCreate.Refuse(ProviderErrorKind.InvalidRequest),
            CreateFault.ContentRefused => ScriptedCreate.Refuse(ProviderErrorKind.ContentRefused),
            CreateFault.AccountEmpty => ScriptedCreate.Refuse(ProviderErrorKind.ProviderAccount),
            CreateFault.Unreachable => ScriptedCreate.Refuse(ProviderErrorKind.Unavailable),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        });
        return Task.CompletedTask;
    }

    public override Task NextTaskAsync(TaskFate fate)
    {
        Provider.OnTask = fate switch
        {
            TaskFate.Fails => task => task.Fail(ProviderErrorKind.Unavailable),
            TaskFate.FailsByModeration => task => task.Fail(ProviderErrorKind.ContentRefused),
            TaskFate.IsCanceled => task => task.End = ProviderTaskStatus.Canceled,
            _ => Provider.OnTask,
        };
        return Task.CompletedTask;
    }

    public override Task FinishAsync(ProviderTaskId task)
    {
        _clock.Advance(Provider.Tasks.Single(known => known.Id == task).Duration);
        return Task.CompletedTask;
    }

    public override Task<int> CountCreatesAsync() => Task.FromResult(Provider.Creates);

    public override Task<int> CountTasksAsync() => Task.FromResult(Provider.Tasks.Count);

    public override Task<ProviderCallback> MakeCallbackAsync(ProviderTaskId task) => Task.FromResult(new ProviderCallback
    {
        Body = Encoding.UTF8.GetBytes(task.Value),
        Headers = new Dictionary<string, IReadOnlyList<string>>(),
        ReceivedAt = _clock.GetUtcNow(),
    });
}
