namespace Dressora.Providers.Evolink;

/// <summary>The addresses of one account's calls.</summary>
internal sealed class EvolinkEndpoints
{
    private readonly string _api;
    private readonly string _files;

    /// <summary>
    /// Works out the addresses once. When only the base URL was changed, files go there too.
    /// </summary>
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

    /// <summary>Gets where the service itself keeps tasks and credits.</summary>
    public static Uri DefaultBaseUrl { get; } = new("https://api.evolink.ai");

    /// <summary>Gets where the service itself takes files.</summary>
    public static Uri DefaultFilesBaseUrl { get; } = new("https://files-api.evolink.ai");

    /// <summary>
    /// Gets the base address as the host wrote it, which tells an emulator from the service.
    /// </summary>
    public Uri BaseUrl { get; }

    /// <summary>Gets where billable creates are posted.</summary>
    public Uri Creates { get; }

    /// <summary>Gets where the balance is read.</summary>
    public Uri Credits { get; }

    /// <summary>Gets where input images are posted as multipart forms.</summary>
    public Uri Uploads { get; }

    /// <summary>Gets the origins of the addresses that the host itself wrote down.</summary>
    public IReadOnlyList<Uri> OwnOrigins { get; }

    /// <summary>
    /// Returns where a task is read. The id is escaped: no id can reach another call.
    /// </summary>
    public Uri Task(ProviderTaskId id) => new($"{_api}/v1/tasks/{Uri.EscapeDataString(id.Value)}");

    /// <summary>Returns where a file is deleted. The id is escaped.</summary>
    public Uri File(string id) => new($"{_files}/api/v1/files/{Uri.EscapeDataString(id)}");

    /// <summary>Returns a page of the list of files.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="size">How many files a page holds.</param>
    public Uri FileList(int page, int size) => new($"{_files}/api/v1/files/list?page={page}&pageSize={size}");

    /// <summary>Returns scheme, host and port of an address.</summary>
    public static Uri OriginOf(Uri url) => new(url.GetLeftPart(UriPartial.Authority));

    /// <summary>Keeps a path as a prefix, so that a service can live below one.</summary>
    private static string Prefix(Uri url) => url.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static IEnumerable<Uri> Origins(params IEnumerable<Uri?> urls) => urls.OfType<Uri>().Select(OriginOf).Distinct();
}
