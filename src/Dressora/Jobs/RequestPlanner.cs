using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// Checks a request, finds its inputs and the providers that can do it: capabilities first, then
/// their order.
/// </summary>
internal sealed class RequestPlanner(ProviderCatalog catalog, IJobStore store, IResultStore results, Entropy entropy, DressoraOptions options)
{
    private const int InputsMax = 64;

    public async Task<RequestPlan> PlanAsync(AccountId account, GenerationRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<RequestProblem>();
        var inputs = await FindInputsAsync(account, request, problems, cancellationToken).ConfigureAwait(false);
        var images = inputs.Select(input => input?.Image).ToList();

        var candidates = new List<CandidateRecord>();
        List<RequestProblem>? first = null;
        foreach (var (entry, model) in Named(request, problems))
        {
            if (candidates.Exists(candidate => candidate.Provider == entry.Name))
            {
                continue; // A provider is asked for its preferred model that can do the request, not for one after the other.
            }

            var found = new List<RequestProblem>();
            RequestRules.Check(request, images, model, found);
            if (model.CostPerOutput > options.CostPerOutputMax)
            {
                found.Add(new RequestProblem("model", "above_cost_cap", $"'{model.Name}' of '{entry.Name}' costs more than this host allows."));
            }

            var transport = await TransportAsync(entry, request, cancellationToken).ConfigureAwait(false);
            if (transport is null)
            {
                found.Add(new RequestProblem("inputs", "no_transport", $"'{entry.Name}' has no way to get input images from this host."));
            }

            if (found.Count == 0 && problems.Count == 0)
            {
                candidates.Add(new CandidateRecord(entry.Name, model.Name, transport!.Value));
            }

            first ??= found;
        }

        if (candidates.Count == 0)
        {
            problems.AddRange(first ?? []);
            AddUnnamed(request, first is null, problems);
        }

        return new RequestPlan(candidates, [.. inputs.OfType<InputRecord>()], problems);
    }

    private List<(CatalogEntry Entry, ModelDescriptor Model)> Named(GenerationRequest request, List<RequestProblem> problems)
    {
        var entries = request.Provider is null ? catalog.Entries : catalog.Entries.Where(entry => entry.Name == request.Provider).ToList();
        if (entries.Count == 0)
        {
            problems.Add(new RequestProblem(
                "provider", "unknown", $"There is no such provider; there are {string.Join(", ", catalog.Entries.Select(entry => entry.Name))}."));
        }

        var models = entries
            .SelectMany(entry => entry.Descriptor.Models.Select(model => (Entry: entry, Model: model)))
            .Where(pair => request.Model is null || pair.Model.Name == request.Model)
            .ToList();
        if (entries.Count > 0 && models.Count == 0)
        {
            problems.Add(new RequestProblem(
                "model",
                "unknown",
                $"There is no such model; there are {string.Join(", ", entries.SelectMany(entry => entry.Descriptor.Models).Select(model => model.Name).Distinct())}."));
        }

        return models;
    }

    // Without a model the rules of none apply, but a missing prompt and a count of zero are wrong for every one of them.
    private static void AddUnnamed(GenerationRequest request, bool noModel, List<RequestProblem> problems)
    {
        if (noModel && string.IsNullOrWhiteSpace(request.Prompt))
        {
            problems.Add(new RequestProblem("prompt", "required", "prompt is missing or blank."));
        }

        if (noModel && request.Count < 1)
        {
            problems.Add(new RequestProblem("count", "out_of_range", $"count is {request.Count}; it must be at least 1."));
        }
    }

    private async Task<InputTransport?> TransportAsync(CatalogEntry entry, GenerationRequest request, CancellationToken cancellationToken)
    {
        if (request.Inputs.Count == 0)
        {
            return InputTransport.None;
        }

        var ways = entry.Descriptor.Inputs;
        if (ways.HasFlag(InputTransport.Url))
        {
            var probe = await results.GetReadUrlAsync(entropy.NewInputKey(), TimeSpan.FromMinutes(1), cancellationToken).ConfigureAwait(false);
            if (probe is not null)
            {
                return InputTransport.Url;
            }
        }

        return ways.HasFlag(InputTransport.Staged) && entry.Provider is IInputStaging ? InputTransport.Staged
            : ways.HasFlag(InputTransport.Bytes) ? InputTransport.Bytes
            : null;
    }

    private async Task<InputRecord?[]> FindInputsAsync(
        AccountId account, GenerationRequest request, List<RequestProblem> problems, CancellationToken cancellationToken)
    {
        if (request.Inputs.Count > InputsMax)
        {
            problems.Add(new RequestProblem("inputs", "out_of_range", $"There are {request.Inputs.Count} inputs; at most {InputsMax} are read."));
            return [];
        }

        var inputs = new InputRecord?[request.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = request.Inputs[i] is { Upload: { } id } input
                ? await FindUploadAsync(account, input.Role, id, i, problems, cancellationToken).ConfigureAwait(false)
                : CheckUrl(request.Inputs[i], i, problems);
        }

        return inputs;
    }

    private async Task<InputRecord?> FindUploadAsync(
        AccountId account, InputRole role, UploadId id, int index, List<RequestProblem> problems, CancellationToken cancellationToken)
    {
        if (await store.FindUploadAsync(account, id, cancellationToken).ConfigureAwait(false) is { } upload)
        {
            return new InputRecord { Role = role, Upload = id, Key = upload.Key, Image = upload.Image };
        }

        problems.Add(new RequestProblem($"{RequestRules.Field(index)}.upload", "unknown", $"There is no live upload '{id}' of this account."));
        return null;
    }

    private InputRecord? CheckUrl(GenerationInput input, int index, List<RequestProblem> problems)
    {
        if (UrlGuard.Check(input.Url!) is { } problem)
        {
            problems.Add(new RequestProblem($"{RequestRules.Field(index)}.url", problem.Code, problem.Message));
            return null;
        }

        return new InputRecord { Role = input.Role, Url = input.Url, Key = entropy.NewInputKey() };
    }
}
