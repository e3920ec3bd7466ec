using System.CommandLine;

namespace Dressora.Cli;

/// <summary>The root of all commands, and what their exit codes mean.</summary>
internal static class DressoraCommand
{
    /// <summary>All is well.</summary>
    public const int Sound = 0;

    /// <summary>An account is not sound, or the storage does not work.</summary>
    public const int Unsound = 1;

    /// <summary>It could not be found out: a wrong option, no such file, no connection.</summary>
    public const int Failed = 2;

    /// <summary>Runs one command.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = new RootCommand("Reads the ledger of Dressora, and examines its storage.") { CreditsCommand.Create(), StorageCommand.Create() }.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? Failed : code;
    }
}
