namespace Dressora;

/// <summary>
/// The settings of the pipeline. Bound from the section <c>Dressora</c> where the host has a
/// configuration.
/// </summary>
/// <remarks>Read once, when the pipeline starts.</remarks>
public sealed class DressoraOptions
{
    /// <summary>
    /// Gets or sets the provider that is asked first, by the name it is registered under.
    /// </summary>
    /// <value>The default is <see langword="null"/>: the first one registered.</value>
    public string? DefaultProvider { get; set; }

    /// <summary>
    /// Gets or sets where providers reach this host, the prefix of <c>MapDressora</c> included:
    /// <c>https://app.example.com/dressora</c>.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: no callbacks, jobs run by polling. Absolute, https
    /// and not a private address for every provider whose own address is not loopback.
    /// </value>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>Gets or sets whether this node advances jobs.</summary>
    /// <value>
    /// The default is <see langword="true"/>. A web-only node that shares its store with workers
    /// sets <see langword="false"/>.
    /// </value>
    public bool RunWorker { get; set; } = true;

    /// <summary>Gets or sets how many jobs this node advances at once.</summary>
    /// <value>
    /// The default is 16; from 1 to 1,024. A job that waits for its provider takes no place.
    /// </value>
    public int ConcurrentSteps { get; set; } = 16;

    /// <summary>
    /// Gets or sets how long an idle worker waits before it looks for due jobs again.
    /// </summary>
    /// <value>
    /// The default is 1 second; from 10 milliseconds to 1 minute. A wait is up to a quarter shorter, so that nodes look at different times.
    /// </value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets how long a lease lasts; it is renewed three times as often while a step runs.
    /// </summary>
    /// <value>
    /// The default is 30 seconds; from 1 second to 10 minutes. After a crash, a job is taken up
    /// again once its lease has run out.
    /// </value>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long after acceptance a provider may report success.</summary>
    /// <value>The default is 15 minutes; from 1 second to 1 day.</value>
    public TimeSpan EndAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Gets or sets how long an attempt whose create may or may not have arrived is waited for.
    /// </summary>
    /// <value>
    /// The default is 5 minutes; from 1 second to 1 day. Bounded by <see cref="EndAfter"/>.
    /// </value>
    public TimeSpan UnknownFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how long a provider may say that it does not know a task before the task
    /// counts as lost.
    /// </summary>
    /// <value>The default is 60 seconds; from 1 second to 1 hour.</value>
    public TimeSpan LostAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the time-out of a create at an asynchronous provider.</summary>
    /// <value>The default is 60 seconds; from 1 second to 10 minutes.</value>
    public TimeSpan CreateTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the time-out of a create at a synchronous provider.</summary>
    /// <value>The default is 5 minutes; from 1 second to 1 hour.</value>
    public TimeSpan SynchronousCreateTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the time-out of one read, cancel or staging call.</summary>
    /// <value>The default is 60 seconds; from 1 second to 10 minutes.</value>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Gets or sets how long after a provider's success its outputs may be stored. A shorter
    /// retention of the provider wins.
    /// </summary>
    /// <value>The default is 6 hours; from 1 minute to 6 hours.</value>
    public TimeSpan StoringWindow { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// Gets or sets how many providers one job may try, one after the other, each only after the
    /// last is proven unbilled.
    /// </summary>
    /// <value>The default is 3; from 1 to 10.</value>
    public int AttemptsMax { get; set; } = 3;

    /// <summary>Gets or sets how many unfinished jobs an account may have.</summary>
    /// <value>The default is 100; from 1 to 100,000.</value>
    public int ActiveJobsPerAccount { get; set; } = 100;

    /// <summary>Gets or sets how many live uploads an account may have.</summary>
    /// <value>The default is 100; from 1 to 100,000.</value>
    public int LiveUploadsPerAccount { get; set; } = 100;

    /// <summary>Gets or sets how long new jobs may use an upload.</summary>
    /// <value>The default is 24 hours; from 1 minute to 30 days.</value>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets or sets how long copies of inputs that came from URLs are kept after their job's end.
    /// Uploads live as long as <see cref="UploadLifetime"/> says.
    /// </summary>
    /// <value>The default is 24 hours; from zero to 10 years.</value>
    public TimeSpan InputRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets or sets how long results are kept after their job's end. Then they are removed from the
    /// result store, and the job says so.
    /// </summary>
    /// <value>The default is 90 days; from 1 minute to 10 years.</value>
    public TimeSpan ResultRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Gets or sets how long a review of a result may take (see <see cref="IResultReview"/>).</summary>
    /// <value>The default is 1 minute; from 1 second to 10 minutes.</value>
    public TimeSpan ReviewTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets how long the rows of ended jobs are kept; never shorter than their results.
    /// </summary>
    /// <value>The default is 90 days; from 1 day to 10 years.</value>
    public TimeSpan JobRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Gets or sets how long callback messages are kept.</summary>
    /// <value>The default is 7 days; from 1 hour to 1 year.</value>
    public TimeSpan MessageRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets the largest callback body, in bytes.</summary>
    /// <value>The default is 262,144 (256 KiB); from 1,024 to 16,777,216.</value>
    public int CallbackBytesMax { get; set; } = 256 * 1_024;

    /// <summary>
    /// Gets or sets the most that one output may cost the host, in US dollars. A model that costs
    /// more is not asked, whatever the order of providers.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: no cap. From 0 to 1,000,000; with a cap the cost of every model must be known, from its
    /// descriptor or from <see cref="ProviderOptions.CostPerOutput"/>.
    /// </value>
    public decimal? CostPerOutputMax { get; set; }

    /// <summary>
    /// Gets what the host allows itself at each provider, by the name it is registered under.
    /// </summary>
    /// <value>The section <c>Dressora:Providers</c>.</value>
    public IDictionary<string, ProviderOptions> Providers { get; } = new Dictionary<string, ProviderOptions>(StringComparer.Ordinal);

    /// <summary>
    /// Gets the limits on images that come in from users and from providers.
    /// </summary>
    /// <value>The section <c>Dressora:Transfers</c>.</value>
    public TransferOptions Transfers { get; } = new();

    /// <summary>Gets the policies of the ledger.</summary>
    /// <value>The section <c>Dressora:Credits</c>.</value>
    public CreditOptions Credits { get; } = new();
}
