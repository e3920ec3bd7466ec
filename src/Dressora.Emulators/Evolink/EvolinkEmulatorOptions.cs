namespace Dressora.Emulators;

/// <summary>How the emulated EvoLink behaves. Read once, when the host starts.</summary>
/// <remarks>
/// What should go wrong is not an option: it is set while the emulator runs, with <c>PUT
/// {prefix}/_admin/faults</c>.
/// </remarks>
public sealed class EvolinkEmulatorOptions
{
    /// <summary>
    /// Gets or sets the folder that keeps tasks, files and the list of received calls across
    /// restarts, a killed process included.
    /// </summary>
    /// <value>
    /// The default is <c>emulator-data</c> beside the application. A relative path counts from
    /// the working directory. One running emulator per folder.
    /// </value>
    public string DataDirectory { get; set; } = Path.Combine(AppContext.BaseDirectory, "emulator-data");

    /// <summary>Gets the bearer keys that are accepted; any other is answered with 401.</summary>
    /// <value>Empty by default: any non-empty key is accepted. No key may be blank.</value>
    public IList<string> ApiKeys { get; } = [];

    /// <summary>Gets or sets how long a task takes from its acceptance to its end.</summary>
    /// <value>
    /// The default is 3 seconds; from zero to 1 day. The fault <c>delaySeconds</c> replaces it
    /// for the tasks it applies to.
    /// </value>
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Gets or sets whether a callback may go to this machine, over plain http too.
    /// </summary>
    /// <value>
    /// The default is <see langword="true"/>: a convenience for development, where the
    /// application to call back listens on <c>http://localhost</c>. The real service takes public
    /// https addresses only; <see langword="false"/> does the same.
    /// </value>
    public bool AllowLoopbackCallbacks { get; set; } = true;

    /// <summary>Gets or sets how long a result can be fetched after its task has ended.</summary>
    /// <value>The default is 24 hours; more than zero, at most 365 days.</value>
    public TimeSpan ResultLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Gets or sets how long an uploaded file can be fetched and used.</summary>
    /// <value>The default is 72 hours; more than zero, at most 365 days.</value>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromHours(72);

    /// <summary>
    /// Gets or sets how long a task can be queried after its creation; then it is answered with
    /// 404 and forgotten.
    /// </summary>
    /// <value>
    /// The default is 72 hours; at least <see cref="ResultLifetime"/>, at most 365 days.
    /// </value>
    public TimeSpan TaskLifetime { get; set; } = TimeSpan.FromHours(72);

    /// <summary>
    /// Gets or sets whether the account belongs to the user group <c>vip</c>, which may keep 500
    /// uploaded files and not 100.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsVip { get; set; }

    /// <summary>
    /// Gets or sets what the account may spend; a create that would need more is answered with
    /// 402.
    /// </summary>
    /// <value>
    /// The default is 100,000 credits; zero or more. Used up are the credits of the tasks that
    /// can still be queried.
    /// </value>
    public decimal Credits { get; set; } = 100_000m;

    /// <summary>
    /// Gets or sets what carries the emulator's own requests: callbacks, and downloads of images
    /// that were given as URLs.
    /// </summary>
    /// <value>
    /// <see langword="null"/> by default: sockets, without proxy, cookies and redirects. A test
    /// that hosts application and emulator in memory puts its test server's handler here. Called
    /// once; the emulator disposes of the handler.
    /// </value>
    public Func<HttpMessageHandler>? BackchannelHandler { get; set; }
}
