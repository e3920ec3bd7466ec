namespace Dressora;

/// <summary>Where results and inputs lie in R2, or in another service that speaks S3.</summary>
/// <remarks>Read once, at start; a setting that is missing or broken stops the start and is named.</remarks>
public sealed class R2Options
{
    /// <summary>Gets or sets the id of the Cloudflare account, as R2's overview shows it.</summary>
    /// <value>32 hexadecimal digits. Not set where <see cref="Endpoint"/> is.</value>
    public string? AccountId { get; set; }

    /// <summary>
    /// Gets or sets the address of another S3 service, or of one of R2's jurisdictions, without the bucket.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: R2, by <see cref="AccountId"/>. An https URL. Plain http is for a service on this machine or on a
    /// network of your own, and makes every put read its content twice: it is then signed instead of encrypted.
    /// </value>
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the bucket. It must exist: it is made in the service's console, not from here.</summary>
    /// <value>From 3 to 63 lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit.</value>
    public string Bucket { get; set; } = string.Empty;

    /// <summary>
    /// Gets or sets the id of an API token's access key with the permission "Object Read &amp; Write" on the bucket.
    /// </summary>
    public string AccessKeyId { get; set; } = string.Empty;

    /// <summary>Gets or sets the secret of that access key. It reaches no log, error or URL.</summary>
    public string SecretAccessKey { get; set; } = string.Empty;

    /// <summary>Gets or sets the region that requests are signed for.</summary>
    /// <value>The default is <c>auto</c>, which is R2's; other services have names of their own, such as <c>eu-central-1</c>.</value>
    public string Region { get; set; } = "auto";

    /// <summary>
    /// Gets or sets what every key in the bucket begins with, so that several applications can share one.
    /// </summary>
    /// <value>
    /// The default is empty. Else segments of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, separated by slashes, without one at either end;
    /// 200 characters at the most.
    /// </value>
    public string Prefix { get; set; } = string.Empty;

    /// <summary>Gets or sets the address under which the bucket is public: a custom domain that is connected to it.</summary>
    /// <value>
    /// The default is <see langword="null"/>: results are read through presigned URLs. Https, without query; it stands for the bucket's root,
    /// so that <see cref="Prefix"/> follows it. Inputs never get such a URL; keep the domain from serving them (see the documentation).
    /// </value>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>Gets or sets whether an object is only ever written once.</summary>
    /// <value>
    /// The default is <see langword="false"/>: a put replaces. With <see langword="true"/> a put carries <c>If-None-Match: *</c>; that the very
    /// same bytes lie there already is then a success, anything else a <see cref="ResultStoreException"/>.
    /// </value>
    public bool CreateOnly { get; set; }

    /// <summary>Gets the metadata that every object carries, beside its SHA-256: names without <c>x-amz-meta-</c>.</summary>
    /// <value>The default is empty. Up to 10 names of letters, digits and hyphens, with ASCII values of up to 200 characters.</value>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how often a call is repeated that failed for a passing reason.</summary>
    /// <value>
    /// The default is 3; from 0 to 10. The waits grow from 200 ms, with jitter, and from one second where the service said that it was too much:
    /// R2 takes one write per second and key.
    /// </value>
    public int Retries { get; set; } = 3;

    /// <summary>Gets or sets how long one try may take, the body included.</summary>
    /// <value>The default is 5 minutes; from 1 second to 1 hour.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets what changes the handler under the S3 client: a proxy, a certificate of one's own, a limit on connections.</summary>
    /// <value>The default is <see langword="null"/>. Only in code.</value>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }
}
