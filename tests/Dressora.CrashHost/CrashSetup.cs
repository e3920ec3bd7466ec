namespace Dressora.CrashHost;

/// <summary>What the tests tell the process that they are about to kill.</summary>
internal sealed record CrashSetup(string Url, Uri Emulator, string Data, string Point, string? Database)
{
    public static CrashSetup From(IConfiguration configuration) => new(
        configuration["Url"]!, new Uri(configuration["Emulator"]!), configuration["Data"]!, configuration["Point"] ?? string.Empty, configuration["Database"]);
}
