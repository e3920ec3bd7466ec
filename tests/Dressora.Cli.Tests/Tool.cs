using System.Diagnostics;
using System.Reflection;

namespace Dressora.Cli.Tests;

/// <summary>The tool, run as its users run it.</summary>
internal static class Tool
{
    private static readonly string Assembly = Path.Combine(Metadata("ArtifactsBin"), "Dressora.Cli", Metadata("Configuration"), "Dressora.Cli.dll");

    /// <summary>Runs a command to its end.</summary>
    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs a command to its end, with something in its environment.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", ["exec", Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("DRESSORA_POSTGRES");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private static string Metadata(string key) => typeof(Tool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
