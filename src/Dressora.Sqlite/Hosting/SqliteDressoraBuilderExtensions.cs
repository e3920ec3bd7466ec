using Dressora.Sqlite;
using Dressora.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dressora;

/// <summary>Keeps jobs and credits in a SQLite file.</summary>
public static class SqliteDressoraBuilderExtensions
{
    /// <summary>
    /// Keeps jobs and credits in one SQLite file, on one machine, durably: an accepted job and a moved credit survive a crash and a power cut.
    /// </summary>
    /// <remarks>
    /// The file and its tables are made, and brought up to date, when the application starts. Several processes may share a file, on
    /// one machine; a network file system will corrupt it. A ledger of the host's own, registered afterwards, replaces the file's.
    /// </remarks>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="connectionString">Such as <c>Data Source=dressora.db</c>. Its folder must exist.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is blank.</exception>
    public static IDressoraBuilder UseSqlite(this IDressoraBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Replace(ServiceDescriptor.Singleton<IJobStore>(services => new SqliteJobStore(
            new SqliteDatabase(connectionString), services.GetRequiredService<TimeProvider>())));
        builder.Services.Replace(ServiceDescriptor.Singleton(services =>
            services.GetRequiredService<IJobStore>().Ledger
            ?? throw new InvalidOperationException("The job store was replaced by one without a ledger: register an ICreditLedger.")));
        return builder;
    }
}
