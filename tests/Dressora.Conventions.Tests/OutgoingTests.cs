using System.Text.RegularExpressions;

namespace Dressora.Conventions;

/// <summary>Everything that can open a connection is in one of few places, each with its reason.</summary>
public sealed partial class OutgoingTests
{
    // What a foreign URL is opened with, in the packages that run in a host.
    private static readonly string[] Guarded =
    [
        "src/Dressora/Transfers/GuardedHandlers.cs", // the only handlers that see a URL from outside
        "src/Dressora/Transfers/DownloadNetwork.cs", // their sockets and name look-ups
    ];

    // What reaches only addresses that a host configured, or that a developer runs beside it.
    private static readonly string[] Configured =
    [
        "src/Dressora.Providers.Evolink/Http/EvolinkApi.cs", // the provider's own API
        "src/Dressora.Providers.Evolink/Http/EvolinkClients.cs",
        "src/Dressora.Storage.R2/Client/R2HttpClientFactory.cs", // the host's own storage
        "src/Dressora.Storage.R2/Hosting/R2Options.cs", // names the handler's type, for a host to configure it
        "src/Dressora/Results/StorageDoctor.cs",
        "src/Dressora.Emulators/", // a local server for development, of which no host is made
    ];

    private static readonly IReadOnlyList<(string Path, string Text)> Files =
        [.. Repository.SourceFiles.Select(path => (Repository.Short(path), WithoutComments(File.ReadAllText(path))))];

    [Fact]
    public void Connections_are_opened_in_few_places_and_nowhere_else()
    {
        var elsewhere =
            from file in Files
            where Opens().IsMatch(file.Text)
            where !Guarded.Concat(Configured).Any(place => file.Path.StartsWith(place, StringComparison.Ordinal))
            select file.Path;

        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Every_place_that_may_open_connections_still_does() => Assert.All(
        Guarded.Concat(Configured),
        place => Assert.Contains(Files, file => file.Path.StartsWith(place, StringComparison.Ordinal) && Opens().IsMatch(file.Text)));

    [Fact]
    public void The_guarded_handlers_have_one_user() => Assert.Equal(
        ["src/Dressora/Transfers/GuardedDownloader.cs"],
        Files.Where(file => file.Text.Contains("GuardedHandlers.", StringComparison.Ordinal)).Select(file => file.Path));

    [Theory]
    [InlineData("AllowAutoRedirect = false")]
    [InlineData("UseProxy = false")]
    [InlineData("UseCookies = false")]
    [InlineData("AutomaticDecompression = DecompressionMethods.None")]
    [InlineData("ActivityHeadersPropagator = null")]
    public void The_guarded_handlers_are_set_up_as_documented(string setting) =>
        Assert.Contains(setting, Files.Single(file => file.Path == Guarded[0]).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("new HttpClient()")]
    [InlineData("new HttpClient(handler)")]
    [InlineData("using HttpClient client = new();")]
    [InlineData("private static readonly HttpClient Client = new(Handler);")]
    [InlineData("SocketsHttpHandler handler = new() { }")]
    [InlineData("new HttpClientHandler()")]
    [InlineData("new HttpMessageInvoker(handler)")]
    [InlineData("services.AddHttpClient(name)")]
    [InlineData("factory.CreateClient()")]
    [InlineData("WebRequest.Create(url)")]
    [InlineData("new WebClient()")]
    [InlineData("new TcpClient(host, 80)")]
    [InlineData("new Socket(family, type, protocol)")]
    [InlineData("new ClientWebSocket()")]
    [InlineData("Dns.GetHostEntry(host)")]
    [InlineData("new Ping()")]
    public void A_connection_would_be_seen(string code) => Assert.Matches(Opens(), code);

    private static string WithoutComments(string text) => LineComment().Replace(text, string.Empty);

    [GeneratedRegex(@"\b(SocketsHttpHandler|HttpClientHandler|WinHttpHandler|HttpMessageInvoker|WebRequest|WebClient|TcpClient|UdpClient|ClientWebSocket|SmtpClient|QuicConnection)\b|new Ping\b|new HttpClient\b|\bHttpClient\??\s+\w+\s*=\s*new\b|\.AddHttpClient\b|\.CreateClient\(|new Socket\(|\bDns\.")]
    private static partial Regex Opens();

    [GeneratedRegex("//.*$", RegexOptions.Multiline)]
    private static partial Regex LineComment();
}
