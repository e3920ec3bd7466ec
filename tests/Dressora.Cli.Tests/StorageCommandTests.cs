using System.Text.Json.Nodes;
using Dressora.Storage.R2.Tests;

namespace Dressora.Cli.Tests;

public sealed class StorageCommandTests(R2Server server) : IClassFixture<R2Server>
{
    [Fact]
    public async Task A_storage_that_works_ends_with_0_and_leaves_nothing_behind()
    {
        var (code, output, error) = await Tool.RunAsync(Settings(), "storage", "doctor", "--prefix", "here");

        Assert.True(code == 0, output + error);
        Assert.Contains("The storage works.", output, StringComparison.Ordinal);
        Assert.All(
            ["put a result", "open the URL of a result", "read an input", "delete an input"],
            step => Assert.Contains(step, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("R2__SecretAccessKey", "wrong", "wrong_secret", "SecretAccessKey")]
    [InlineData("R2__AccessKeyId", "nobody", "unknown_key", "AccessKeyId")]
    [InlineData("R2__Bucket", "another-bucket", "no_bucket", "Bucket")]
    [InlineData("R2__Endpoint", "https://127.0.0.1:9", "unreachable", "Endpoint")]
    public async Task What_is_wrong_ends_with_1_and_names_what_mends_it(string variable, string value, string code, string setting)
    {
        var settings = Settings();
        settings[variable] = value;

        var (exit, output, _) = await Tool.RunAsync(settings, "storage", "doctor", "--json");

        var diagnosis = JsonNode.Parse(output)!;
        Assert.Equal((1, false, code), (exit, (bool)diagnosis["healthy"]!, (string)diagnosis["code"]!));
        Assert.Contains(setting, (string)diagnosis["fix"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(R2Process.SecretAccessKey, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bucket", "X", "Bucket is 'X'")]
    [InlineData("--endpoint", "nowhere", "absolute")]
    [InlineData("--prefix", "/", "Prefix is '/'")]
    public async Task A_broken_setting_ends_with_2_before_anything_is_sent(string option, string value, string named)
    {
        var (code, _, error) = await Tool.RunAsync(Settings(), "storage", "doctor", option, value);

        Assert.Equal(2, code);
        Assert.Contains(named, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_settings_it_says_which_are_missing()
    {
        var (code, _, error) = await Tool.RunAsync("storage", "doctor");

        Assert.Equal(2, code);
        Assert.All(
            ["Set AccountId", "Bucket", "AccessKeyId is missing", "R2__SecretAccessKey"], named => Assert.Contains(named, error, StringComparison.Ordinal));
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["R2__Endpoint"] = server.Process.Endpoint.AbsoluteUri,
        ["R2__Bucket"] = R2Process.Bucket,
        ["R2__AccessKeyId"] = R2Process.AccessKeyId,
        ["R2__SecretAccessKey"] = R2Process.SecretAccessKey,
        ["SSL_CERT_FILE"] = server.Process.CertificateFile,
    };
}
