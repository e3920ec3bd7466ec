using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary>
/// <c>POST /v1/images/generations</c>: checks, accepts, and answers or scripts the answer away.
/// </summary>
internal sealed class CreateTaskCall(
    TaskStore tasks, TaskRunner runner, EmulatorFolder folder, FaultBoard faults, IOptions<EvolinkEmulatorOptions> options, TimeProvider time)
{
    /// <summary>
    /// How many tasks may be unfinished; further creates are answered with 429.
    /// </summary>
    public const int UnfinishedMax = 1_000;

    private const int BodyBytesMax = 1024 * 1024;

    private readonly EvolinkEmulatorOptions _options = options.Value;

    /// <summary>Answers the call.</summary>
    public async Task<Answer> RunAsync(Call call)
    {
        var set = faults.Current;
        var dialect = set.DialectOr(ErrorDialect.Text);
        if (await CallBody.ReadAsync(call.Context, BodyBytesMax).ConfigureAwait(false) is not { } body)
        {
            return EvolinkErrors.Of(dialect, 413, $"The body is larger than {BodyBytesMax} bytes.");
        }

        using var document = CallBody.ParseObject(body);
        if (document is null)
        {
            return EvolinkErrors.Of(dialect, 400, "The body must be a JSON object.");
        }

        var (request, problem) = CreateRequestReader.Read(document.RootElement);
        if (request is null)
        {
            return EvolinkErrors.Of(dialect, 400, problem!.Message, problem.Param);
        }

        return EvolinkModels.Find(request.Model) is { } model
            ? Refuse(request, model, set) ?? await AcceptAsync(call, request, model, set).ConfigureAwait(false)
            : Unknown(request, set);
    }

    private static Answer Unknown(CreateRequest request, FaultSet set) => request.Model.Length == 0
        ? EvolinkErrors.Of(set.DialectOr(ErrorDialect.Text), 400, "model is required.", "model")
        : EvolinkErrors.Of(set.DialectOr(ErrorDialect.Integer), 404, "There is no such model.", "model", EvolinkModels.All[0].Id);

    private Answer? Refuse(CreateRequest request, EvolinkModel model, FaultSet set)
    {
        var dialect = set.DialectOr(model.Dialect);
        if (set.RejectCreatesWith is { } status)
        {
            return EvolinkErrors.Of(dialect, status, "The request was refused by a scripted fault.", status == 403 ? "model" : null);
        }

        if (faults.TakeThrottledCreate())
        {
            return EvolinkErrors.Of(dialect, 429, "Rate limit exceeded.");
        }

        var problem = CreateRules.Check(request, model)
            ?? (request.CallbackUrl is { } url ? CallbackUrlRule.Check(url, _options.AllowLoopbackCallbacks) : null);
        if (problem is not null)
        {
            return EvolinkErrors.Of(dialect, 400, problem.Message, problem.Param);
        }

        if (tasks.CreditsUsed + Price(request, model) > _options.Credits)
        {
            return EvolinkErrors.Of(dialect, 402, "The account has too few credits.");
        }

        return tasks.Unfinished < UnfinishedMax
            ? null
            : EvolinkErrors.Of(dialect, 429, $"{UnfinishedMax} tasks are in progress; wait for some of them.");
    }

    private async Task<Answer> AcceptAsync(Call call, CreateRequest request, EvolinkModel model, FaultSet set)
    {
        var task = tasks.Add(Record(call, request, model, set));
        runner.Start(task);
        var created = task.Record.Id;
        try
        {
            await HoldBackAsync(task, set, call.Context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new Answer.Dropped { TaskId = created }; // The caller hung up; the task goes on all the same.
        }

        if (set.DropCreateResponse)
        {
            return new Answer.Dropped { TaskId = created };
        }

        var view = set.FinishAtOnce
            ? TaskView.Current(task.Record, time.GetUtcNow(), folder.FilesUrl(call.BaseUrl))
            : TaskView.Created(task.Record, _options.IsVip);
        return Answer.OfJson(200, view) with { TaskId = created };
    }

    private async Task HoldBackAsync(LiveTask task, FaultSet set, CancellationToken cancellationToken)
    {
        if (set.FinishAtOnce)
        {
            await task.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (set.EarlyCallback)
        {
            await task.CalledBack.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (set.CreateDelaySeconds > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(set.CreateDelaySeconds), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TaskRecord Record(Call call, CreateRequest request, EvolinkModel model, FaultSet set)
    {
        var now = time.GetUtcNow();
        var duration = set.FinishAtOnce || set.EarlyCallback ? TimeSpan.Zero
            : set.DelaySeconds is { } seconds ? TimeSpan.FromSeconds(seconds)
            : _options.Duration;
        return new TaskRecord
        {
            Id = TaskIds.New(now),
            Model = model.Id,
            Request = request,
            Count = request.Count ?? 1,
            BaseUrl = call.BaseUrl,
            CreatedAt = now,
            DueAt = now + duration,
            CreditsReserved = Price(request, model),
            Faults = set,
            ResultName = RandomNumberGenerator.GetHexString(32, lowercase: true),
            CallbackIsSettled = request.CallbackUrl is null || set.DropCallbacks,
        };
    }

    private static decimal Price(CreateRequest request, EvolinkModel model) => model.Reserved * (request.Count ?? 1);
}
