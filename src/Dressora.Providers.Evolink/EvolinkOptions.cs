namespace Dressora.Providers.Evolink;

/// <summary>The settings of one EvoLink account.</summary>
/// <remarks>Checked when the host starts, and read once, when the provider is made.</remarks>
public sealed class EvolinkOptions
{
    /// <summary>
    /// Gets or sets the API key. A secret: sent to <see cref="BaseUrl"/> and
    /// <see cref="FilesBaseUrl"/>, shown nowhere.
    /// </summary>
    /// <value>Required; visible ASCII characters, at most 500.</value>
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>Gets or sets where tasks and credits are.</summary>
    /// <value>
    /// The default is <c>https://api.evolink.ai</c>; https, or http on a loopback address. A path
    /// is kept as a prefix.
    /// </value>
    public Uri BaseUrl { get; set; } = EvolinkEndpoints.DefaultBaseUrl;

    /// <summary>Gets or sets where input images are uploaded.</summary>
    /// <value>
    /// The default is <see langword="null"/>: <c>https://files-api.evolink.ai</c>, or
    /// <see cref="BaseUrl"/> where that one was changed. The same rule as for
    /// <see cref="BaseUrl"/>.
    /// </value>
    public Uri? FilesBaseUrl { get; set; }

    /// <summary>Gets or sets the model that is used when a request names none.</summary>
    /// <value>
    /// The default is <c>gpt-image-2</c>; one of the known models or of <see cref="Models"/>.
    /// </value>
    public string DefaultModel { get; set; } = "gpt-image-2";

    /// <summary>Gets or sets the quality that is asked for.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the model's own. The word means effort for some
    /// models (<c>low</c>, <c>medium</c>, <c>high</c>) and a size for others (<c>1K</c>,
    /// <c>2K</c>). Sent to the models that know it; <see cref="DefaultModel"/> must.
    /// </value>
    public string? Quality { get; set; }

    /// <summary>
    /// Gets or sets the resolution that is asked for, where the request names a shape.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: the model's own. Sent to the models that know it
    /// (<c>1K</c>, <c>2K</c> and <c>4K</c> for <c>gpt-image-2</c>), and
    /// <see cref="DefaultModel"/> must.
    /// </value>
    public string? Resolution { get; set; }

    /// <summary>Gets or sets how long a create or an upload may take.</summary>
    /// <value>
    /// The default is <see langword="null"/>: as long as the caller waits; from 1 second to 10
    /// minutes.
    /// </value>
    /// <remarks>
    /// A create that runs into it may have been billed and is never sent again: keep it well
    /// above what EvoLink needs.
    /// </remarks>
    public TimeSpan? CreateTimeout { get; set; }

    /// <summary>Gets or sets how long one read may take, its retries included.</summary>
    /// <value>
    /// The default is 30 seconds; from 1 second to 10 minutes. A single try gets a third of it.
    /// </value>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the balance, in EvoLink's credits, at or below which the account counts as
    /// empty.
    /// </summary>
    /// <value>
    /// The default is 0; not negative. The health check is degraded from there on, and an answer
    /// that may mean "slow down" or "out of money" is taken for the second.
    /// </value>
    public decimal LowCredits { get; set; }

    /// <summary>
    /// Gets the hosts that results may be fetched from, such as <c>files.example.com</c> or
    /// <c>*.example.com</c>.
    /// </summary>
    /// <value>
    /// The default is <c>files.evolink.ai</c> and <c>media.evolink.ai</c>. Configuration adds to
    /// it.
    /// </value>
    public IList<string> ResultHosts { get; } = ["files.evolink.ai", "media.evolink.ai"];

    /// <summary>
    /// Gets more origins (scheme, host, port) that results may be fetched from, plain http and
    /// loopback included.
    /// </summary>
    /// <value>
    /// The default is empty. The origin of an address that was changed above is trusted without
    /// being named here.
    /// </value>
    public IList<Uri> ResultOrigins { get; } = [];

    /// <summary>
    /// Gets changes to the known models and models that are not known yet, by EvoLink's own name.
    /// </summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, EvolinkModelOptions> Models { get; } =
        new Dictionary<string, EvolinkModelOptions>(StringComparer.Ordinal);
}
