using System.Text.RegularExpressions;

namespace Dressora.Conventions;

/// <summary>Every fetch of a foreign URL goes through one guarded handler: nothing else makes a client of its own.</summary>
public sealed partial class OutgoingRequestTests
{
    // Each talks to an address that the host itself configured, or is the guarded handler.
    private static readonly string[] Allowed =
    [
        "Dressora/Results/StorageDoctor.cs", // The host's own storage.
        "Dressora/Transfers/DownloadNetwork.cs",
        "Dressora/Transfers/GuardedDownloader.cs",
        "Dressora/Transfers/GuardedHandlers.cs",
        "Dressora.Storage.R2/Client/R2HttpClientFactory.cs", // The host's own storage.
    ];

    [Fact]
    public void Nothing_that_ships_to_a_host_opens_a_URL_past_the_guard()
    {
        var makers =
            from file in Directory.EnumerateFiles(Repository.Source, "*.cs", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(Repository.Source, file).Replace('\\', '/')
            where !name.StartsWith("Dressora.Testing", StringComparison.Ordinal) && !name.StartsWith("Dressora.Emulators", StringComparison.Ordinal)
            where Making().IsMatch(File.ReadAllText(file))
            select name;

        Assert.Equal(Allowed.Order(StringComparer.Ordinal), makers.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\bnew\s+(HttpClient|HttpMessageInvoker|SocketsHttpHandler|HttpClientHandler|WebClient|Socket|TcpClient)\s*[({]|: HttpClientFactory\b|SocketsHttpHandler Create\(")]
    private static partial Regex Making();
}
