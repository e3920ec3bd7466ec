using System.CommandLine;

namespace Dressora.Cli;

/// <summary><c>dressora storage</c>: what there is to be known about where results lie.</summary>
internal static class StorageCommand
{
    /// <summary>Makes the command with those under it.</summary>
    public static Command Create() => new("storage", "Examines the storage of results and inputs.") { DoctorCommand.Create() };
}
