using Dressora.Sqlite;
using Dressora.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>Keeps jobs and credits in a SQLite file.</summary>
public static class SqliteDressoraBuilderExtensions
{
    /// <summary>
    /// Keeps jobs and credits in one SQLite file, on one machine, durably: an accepted job and a moved credit survive a crash and a power cut.
    /// </summary>
    /// <remarks>
    /// The file and its tables are made, and brought up to date, when the application starts. Several processes may share a file, on
    /// one machine; a network file system will corrupt it. Takes the place of every job store and ledger registered before; a ledger of the
    /// host's own, registered afterwards, takes the place of the file's. Called twice, the last file counts.
    /// </remarks>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="connectionString">
    /// Such as <c>Data Source=dressora.db</c>; a relative path counts from the working directory. Its folder must exist. The package decides
    /// itself about pooling, caches, foreign keys and time-outs. A database in memory is refused.
    /// </param>
    /// <param name="configure">Changes settings in code.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is blank or malformed, or names no file that can be written to.</exception>
    public static IDressoraBuilder UseSqlite(
        this IDressoraBuilder builder, string connectionString, Action<SqliteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        SqliteFile.Parse(connectionString); // Here, not at the first job.

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptionsWithValidateOnStart<SqliteOptions, SqliteOptionsValidator>();
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        builder.Services.RemoveAll<IJobStore>();
        builder.Services.AddSingleton<IJobStore>(services => new SqliteJobStore(
            new SqliteDatabase(connectionString, services.GetRequiredService<IOptions<SqliteOptions>>().Value),
            services.GetRequiredService<TimeProvider>(),
            services.GetService<CreditOptions>() ?? new CreditOptions()));
        builder.Services.RemoveAll<ICreditLedger>();
        builder.Services.AddSingleton(services => services.GetRequiredService<IJobStore>().Ledger
            ?? throw new InvalidOperationException("The job store was replaced by one without a ledger: register an ICreditLedger."));
        return builder;
    }
}
