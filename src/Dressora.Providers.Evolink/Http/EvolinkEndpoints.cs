namespace Dressora.Providers.Evolink;

/// <summary>The addresses of one account's calls.</summary>
internal sealed class EvolinkEndpoints
{
    private readonly string _api;
    private readonly string _files;

    public EvolinkEndpoints(EvolinkOptions options)
    {
        var changed = options.BaseUrl != DefaultBaseUrl;
        var files = options.FilesBaseUrl ?? (changed ? options.BaseUrl : DefaultFilesBaseUrl);
        _api = Prefix(options.BaseUrl);
        _files = Prefix(files);
        BaseUrl = options.BaseUrl;
        Creates = new Uri(_api + "/v1/images/generations");
        Credits = new Uri(_api + "/v1/credits");
        Uploads = new Uri(_files + "/api/v1/files/upload/stream");
        OwnOrigins = [.. Origins(changed ? options.BaseUrl : null, files != DefaultFilesBaseUrl ? files : null)];
    }

    public static Uri DefaultBaseUrl { get; } = new("https://api.evolink.ai");

    public static Uri DefaultFilesBaseUrl { get; } = new("https://files-api.evolink.ai");

    public Uri BaseUrl { get; }

    public Uri Creates { get; }

    public Uri Credits { get; }

    public Uri Uploads { get; }

    /// <summary>Gets the origins of the addresses that the host itself wrote down.</summary>
    public IReadOnlyList<Uri> OwnOrigins { get; }

    public Uri Task(ProviderTaskId id) => new($"{_api}/v1/tasks/{Uri.EscapeDataString(id.Value)}");

    public Uri File(string id) => new($"{_files}/api/v1/files/{Uri.EscapeDataString(id)}");

    public Uri FileList(int page, int size) => new($"{_files}/api/v1/files/list?page={page}&pageSize={size}");

    public static Uri OriginOf(Uri url) => new(url.GetLeftPart(UriPartial.Authority));

    private static string Prefix(Uri url) => url.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static IEnumerable<Uri> Origins(params IEnumerable<Uri?> urls) => urls.OfType<Uri>().Select(OriginOf).Distinct();
}
