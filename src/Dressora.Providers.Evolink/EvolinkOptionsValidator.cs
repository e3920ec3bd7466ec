using System.Globalization;
using Microsoft.Extensions.Options;

namespace Dressora.Providers.Evolink;

/// <summary>
/// Stops the start when a setting breaks its rule, naming both. The key itself is never repeated.
/// </summary>
internal sealed class EvolinkOptionsValidator : IValidateOptions<EvolinkOptions>
{
    private const int ApiKeyLengthMax = 500;

    private static readonly TimeSpan TimeoutMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EvolinkOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        CheckKey(problems, options.ApiKey);
        CheckBase(problems, nameof(options.BaseUrl), options.BaseUrl);
        if (options.FilesBaseUrl is { } files)
        {
            CheckBase(problems, nameof(options.FilesBaseUrl), files);
        }

        CheckTimeout(problems, nameof(options.CreateTimeout), options.CreateTimeout ?? TimeoutMin);
        CheckTimeout(problems, nameof(options.ReadTimeout), options.ReadTimeout);
        if (options.LowCredits < 0)
        {
            problems.AddError(string.Create(
                CultureInfo.InvariantCulture, $"LowCredits is {options.LowCredits}; it must not be negative."));
        }

        CheckResults(problems, options);
        CheckModels(problems, options);
        return problems.Build();
    }

    /// <summary>
    /// A key travels in a header, which takes visible characters only; the header's own error
    /// would quote it.
    /// </summary>
    private static void CheckKey(ValidateOptionsResultBuilder problems, string? key)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            problems.AddError("ApiKey is missing; set the key of the EvoLink account.");
        }
        else if (key.Length > ApiKeyLengthMax || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            problems.AddError($"ApiKey must consist of at most {ApiKeyLengthMax} visible ASCII characters, without spaces.");
        }
    }

    /// <summary>The key must not travel in the clear, except to this machine.</summary>
    private static void CheckBase(ValidateOptionsResultBuilder problems, string setting, Uri? url)
    {
        if (url is not { IsAbsoluteUri: true })
        {
            problems.AddError($"{setting} must be an absolute URL.");
        }
        else if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        {
            problems.AddError($"{setting} must be https, or http on a loopback address: the API key travels to it.");
        }
        else if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            problems.AddError($"{setting} must have no user, no query and no fragment.");
        }
    }

    private static void CheckTimeout(ValidateOptionsResultBuilder problems, string setting, TimeSpan value)
    {
        if (value < TimeoutMin || value > TimeoutMax)
        {
            problems.AddError($"{setting} is {value}; it must be from {TimeoutMin} to {TimeoutMax}.");
        }
    }

    /// <summary>What is trusted for downloads must be exactly what it looks like.</summary>
    private static void CheckResults(ValidateOptionsResultBuilder problems, EvolinkOptions options)
    {
        foreach (var host in options.ResultHosts.Where(host => !IsHost(host)))
        {
            problems.AddError($"ResultHosts contains '{host}'; it must hold host names such as files.example.com or *.example.com.");
        }

        if (options.ResultOrigins.Any(origin => !IsOrigin(origin)))
        {
            problems.AddError("ResultOrigins must hold origins such as http://localhost:9000, with nothing after the port.");
        }
    }

    /// <summary>Checks the models as they will be, defaults included.</summary>
    private static void CheckModels(ValidateOptionsResultBuilder problems, EvolinkOptions options)
    {
        var models = EvolinkModels.From(options);
        foreach (var problem in models.Values.SelectMany(EvolinkModelRules.Problems))
        {
            problems.AddError(problem);
        }

        if (options.DefaultModel is not { } name || !models.TryGetValue(name, out var model))
        {
            problems.AddError($"DefaultModel is '{options.DefaultModel}'; it must be one of: {string.Join(", ", models.Keys)}.");
            return;
        }

        CheckWord(problems, nameof(options.Quality), options.Quality, model.Qualities, name);
        CheckWord(problems, nameof(options.Resolution), options.Resolution, model.Resolutions, name);
    }

    /// <summary>
    /// A word that the default model does not know would never be sent, and nobody would notice.
    /// </summary>
    private static void CheckWord(
        ValidateOptionsResultBuilder problems, string setting, string? word, IReadOnlyList<string> known, string model)
    {
        if (word is not null && !known.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            problems.AddError(known.Count == 0
                ? $"{setting} is '{word}', but the default model {model} takes none."
                : $"{setting} is '{word}'; the default model {model} takes {string.Join(", ", known)}.");
        }
    }

    private static bool IsHost(string? host) =>
        host is not null && Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) == UriHostNameType.Dns;

    private static bool IsOrigin(Uri? url) =>
        url is { IsAbsoluteUri: true, UserInfo: "", PathAndQuery: "/", Fragment: "" }
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
}
