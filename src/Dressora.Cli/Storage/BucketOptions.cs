using System.CommandLine;
using Dressora.Storage.R2;

namespace Dressora.Cli;

/// <summary>Which bucket is examined. What an option does not say is read from the environment, under the names that a host's configuration has.</summary>
internal sealed class BucketOptions
{
    /// <summary>The secret has no option: it would lie in a shell's history.</summary>
    private const string SecretVariable = "R2__SecretAccessKey";

    private readonly Setting _account = new("--account-id", "R2__AccountId", "The id of the Cloudflare account.");
    private readonly Setting _endpoint = new("--endpoint", "R2__Endpoint", "Another S3 service, as an https URL without the bucket.");
    private readonly Setting _bucket = new("--bucket", "R2__Bucket", "The bucket.");
    private readonly Setting _key = new("--access-key-id", "R2__AccessKeyId", "The access key's id.");
    private readonly Setting _region = new("--region", "R2__Region", "The region; for R2 it is 'auto'.");
    private readonly Setting _prefix = new("--prefix", "R2__Prefix", "What the keys begin with.");
    private readonly Setting _public = new("--public-base-url", "R2__PublicBaseUrl", "The public domain of the bucket.");

    private IEnumerable<Setting> All => [_account, _endpoint, _bucket, _key, _region, _prefix, _public];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var setting in All)
        {
            command.Options.Add(setting.Option);
        }

        command.Validators.Add(result =>
        {
            try
            {
                var checkedOptions = new R2OptionsValidator().Validate(null, Read(setting => setting.ValueOf(result.GetValue(setting.Option))));
                foreach (var problem in checkedOptions.Failures ?? [])
                {
                    result.AddError($"{problem} (--help names the options; {SecretVariable} in the environment is the secret.)");
                }
            }
            catch (UriFormatException)
            {
                result.AddError("--endpoint and --public-base-url must be absolute URLs.");
            }
        });
    }

    /// <summary>Returns the settings, which were found good.</summary>
    public R2Options Read(ParseResult parsed) => Read(setting => setting.ValueOf(parsed.GetValue(setting.Option)));

    private R2Options Read(Func<Setting, string?> valueOf) => new()
    {
        AccountId = valueOf(_account),
        Endpoint = UriOf(valueOf(_endpoint)),
        Bucket = valueOf(_bucket) ?? string.Empty,
        AccessKeyId = valueOf(_key) ?? string.Empty,
        SecretAccessKey = Environment.GetEnvironmentVariable(SecretVariable) ?? string.Empty,
        Region = valueOf(_region) ?? new R2Options().Region,
        Prefix = valueOf(_prefix) ?? string.Empty,
        PublicBaseUrl = UriOf(valueOf(_public)),
        Retries = 0, // A doctor says what happens, not what happens at the fourth time.
    };

    private static Uri? UriOf(string? value) => value is null ? null : new Uri(value);

    /// <summary>One option, and where its value is looked for without it.</summary>
    private sealed class Setting(string name, string variable, string description)
    {
        public Option<string?> Option { get; } = new(name)
        {
            Description = $"{description} Without it, {variable} in the environment.",
            HelpName = "value",
        };

        public string? ValueOf(string? given)
        {
            var value = given ?? Environment.GetEnvironmentVariable(variable);
            return string.IsNullOrEmpty(value) ? null : value;
        }
    }
}
