using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Dressora.Storage.R2;

/// <summary>Stops the start when a setting is missing or outside its bounds, naming the setting and the rule.</summary>
internal sealed partial class R2OptionsValidator : IValidateOptions<R2Options>
{
    private const int PrefixLengthMax = 200;
    private const int MetadataMax = 10;
    private const int MetadataLengthMax = 200;
    private const int RetriesMax = 10;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, R2Options options)
    {
        var problems = new ValidateOptionsResultBuilder();
        CheckService(options, problems);
        Require(problems, nameof(options.AccessKeyId), options.AccessKeyId, "the id of an R2 API token's access key");
        Require(problems, nameof(options.SecretAccessKey), options.SecretAccessKey, "the secret of that access key");
        Require(problems, nameof(options.Region), options.Region, "'auto' for R2, or the name of the service's region");
        if (!BucketForm().IsMatch(options.Bucket))
        {
            problems.AddError(
                $"Bucket is '{options.Bucket}'; it must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends.");
        }

        if (options.Prefix.Length > PrefixLengthMax || !PrefixForm().IsMatch(options.Prefix))
        {
            problems.AddError(
                $"Prefix is '{options.Prefix}'; it must be segments of letters, digits, '.', '_' and '-', separated by slashes, without one at either "
                + $"end, {PrefixLengthMax} characters at the most.");
        }

        if (options.PublicBaseUrl is { } url && (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps || url.Query.Length > 0 || HasSecrets(url)))
        {
            problems.AddError("PublicBaseUrl must be an absolute https URL without query, fragment, user name or password.");
        }

        if (options.Retries is < 0 or > RetriesMax)
        {
            problems.AddError($"Retries is {options.Retries}; it must be from 0 to {RetriesMax}.");
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromHours(1))
        {
            problems.AddError($"Timeout is {options.Timeout}; it must be from 1 second to 1 hour.");
        }

        CheckMetadata(options, problems);
        return problems.Build();
    }

    private static void CheckService(R2Options options, ValidateOptionsResultBuilder problems)
    {
        if ((options.AccountId is null) == (options.Endpoint is null))
        {
            problems.AddError("Set AccountId for Cloudflare R2, or Endpoint for another S3 service; one of them, not both.");
        }

        if (options.AccountId is { } account && !AccountForm().IsMatch(account))
        {
            problems.AddError($"AccountId is '{account}'; it must be the 32 hexadecimal digits that R2's overview shows.");
        }

        if (options.Endpoint is { } endpoint
            && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("https" or "http") || endpoint.Query.Length > 0 || HasSecrets(endpoint)))
        {
            problems.AddError("Endpoint must be an absolute https or http URL without query, fragment, user name or password.");
        }
    }

    private static void CheckMetadata(R2Options options, ValidateOptionsResultBuilder problems)
    {
        if (options.Metadata.Count > MetadataMax)
        {
            problems.AddError($"Metadata has {options.Metadata.Count} names; it must have {MetadataMax} at the most.");
        }

        foreach (var (name, value) in options.Metadata)
        {
            if (!MetadataForm().IsMatch(name) || value.Length > MetadataLengthMax || !System.Text.Ascii.IsValid(value) || value.Any(char.IsControl))
            {
                problems.AddError(
                    $"Metadata '{name}' must have a name of letters, digits and hyphens, and an ASCII value of at most {MetadataLengthMax} characters.");
            }
        }
    }

    private static bool HasSecrets(Uri url) => url.UserInfo.Length > 0 || url.Fragment.Length > 0;

    private static void Require(ValidateOptionsResultBuilder problems, string name, string value, string what)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            problems.AddError($"{name} is missing; it must be {what}.");
        }
    }

    [GeneratedRegex(@"^[0-9a-fA-F]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketForm();

    [GeneratedRegex(@"^([A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixForm();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MetadataForm();
}
