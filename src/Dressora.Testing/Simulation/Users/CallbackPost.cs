using System.Text;
using Dressora.Providers;

namespace Dressora.Testing;

/// <summary>
/// The providers' side after a create: what becomes of the task, and the callbacks, which get
/// lost, come early, late, twice, or from somebody else.
/// </summary>
internal sealed class CallbackPost(SimulatedSite site)
{
    private const int TriesMax = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MuchLater = TimeSpan.FromMinutes(20);

    private readonly Dice _dice = site.World.Dice.For("callbacks");
    private readonly NodeLife _provider = new("provider");

    /// <summary>Decides what becomes of a task, and sends its callback.</summary>
    public void Accepted(string provider, ProviderTaskRequest request, ProviderTaskId task)
    {
        var duration = _dice.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(90));
        if (site.Scripted.GetValueOrDefault(provider) is { } scripted)
        {
            var made = scripted.Tasks.Last(known => known.Id == task);
            made.Duration = duration;
            Decide(made, site.Gate.Strike(_provider, CallKind.Task, request.Attempt.Job));
        }

        if (request.CallbackUrl is { } url)
        {
            Schedule(provider, request, url.Segments[^1], task.Value, duration);
        }
    }

    /// <summary>Lets a fault decide how the task ends.</summary>
    private void Decide(ScriptedTask task, FaultKind? fault)
    {
        switch (fault)
        {
            case FaultKind.TaskFails:
                task.Fail(ProviderErrorKind.Unknown, 0);
                break;
            case FaultKind.TaskFailsBilled:
                task.Fail(ProviderErrorKind.ContentRefused, 1);
                break;
            case FaultKind.TaskStops:
                (task.End, task.Cost) = (ProviderTaskStatus.Canceled, 0);
                break;
            case FaultKind.TaskHangs:
                task.End = ProviderTaskStatus.Running;
                task.IsLost = site.World.Dice.For("forgets " + task.Id).Percent(50);
                break;
            case FaultKind.OutputsFewer:
                task.Outputs = Math.Max(1, task.Request.Count - 1);
                break;
            case FaultKind.OutputsExpire:
                task.ExpiredReadings = 1;
                break;
            case FaultKind.OutputsGone:
                task.ExpiredReadings = int.MaxValue;
                break;
        }
    }

    private void Schedule(string provider, ProviderTaskRequest request, string token, string body, TimeSpan after)
    {
        var fault = site.Gate.Strike(_provider, CallKind.CallBack, request.Attempt.Job);
        site.Monitor.Sent(request.Attempt, body);
        switch (fault)
        {
            case FaultKind.CallbackLost:
                return;
            case FaultKind.CallbackEarly:
                after = TimeSpan.Zero;
                break;
            case FaultKind.CallbackDelayed:
                after += MuchLater;
                break;
            case FaultKind.CallbackDoubled:
                site.World.After(after, () => Send(provider, token, body, TriesMax));
                site.World.After(after + TimeSpan.FromSeconds(1), () => Send(provider, token, body, TriesMax));
                break;
            case FaultKind.CallbackForged:
                var others = site.Scripted.Values.SelectMany(known => known.Tasks).ToList();
                var foreign = others.Count == 0 ? "task-404" : _dice.Pick(others).Id.Value;
                site.Monitor.Sent(request.Attempt, foreign);
                site.World.After(after / 2, () => Send(provider, token, foreign, 1));
                site.World.After(after / 3, () => Forge(provider, body));
                break;
        }

        site.World.After(after, () => Send(provider, token, body, TriesMax));
    }

    /// <summary>Delivers a message to a node that is up; tries again for a while, as providers do.</summary>
    private void Send(string provider, string token, string body, int tries)
    {
        var isReceived = false;
        if (site.Anyone(_dice) is { } node)
        {
            _ = PostAsync();
        }

        if (tries > 1)
        {
            site.World.After(Patience, () =>
            {
                if (!isReceived)
                {
                    Send(provider, token, body, tries - 1);
                }
            });
        }

        async Task PostAsync()
        {
            try
            {
                isReceived = await node.Inbox.ReceiveAsync(provider, token, Callback(body)).ConfigureAwait(false) == CallbackReceipt.Received;
            }
            catch (IOException)
            {
                // Answered with 5xx: providers send again.
            }
        }
    }

    /// <summary>Somebody who has seen a body of ours posts it under a token of his own making.</summary>
    private void Forge(string provider, string body)
    {
        if (site.Anyone(_dice) is { } node)
        {
            _ = PostAsync();
        }

        async Task PostAsync()
        {
            var guessed = new string('A', 43);
            if (await node.Inbox.ReceiveAsync(provider, guessed, Callback(body)).ConfigureAwait(false) != CallbackReceipt.NotFound)
            {
                site.Monitor.Fail("a callback with a guessed token was taken in");
            }
        }
    }

    private ProviderCallback Callback(string body) => new()
    {
        Body = Encoding.UTF8.GetBytes(body),
        Headers = new Dictionary<string, IReadOnlyList<string>>(),
        ReceivedAt = site.World.Now,
    };
}
