using Dressora.PostgreSql;
using Dressora.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dressora;

/// <summary>Keeps jobs and credits in PostgreSQL.</summary>
public static class PostgreSqlDressoraBuilderExtensions
{
    /// <summary>
    /// Keeps jobs and credits in PostgreSQL, shared by all nodes, durably: an accepted job and a moved credit survive a crash of the process
    /// and of the database.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The tables are made, and brought up to date, when the application starts; several nodes may start at once. Takes the place of every
    /// job store and ledger registered before; a ledger of the host's own, registered afterwards, takes the place of the database's.
    /// </para>
    /// <para>
    /// Of the ways to connect, everything is the data source's: credentials, TLS, time-outs, failover. A data source made by the slim
    /// builder needs <c>EnableArrays()</c>. Called twice, the last data source counts.
    /// </para>
    /// </remarks>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="dataSource">The database, PostgreSQL 13 or newer. It stays the host's: dispose it after the application.</param>
    /// <param name="configure">Changes settings in code.</param>
    /// <returns>The same builder.</returns>
    public static IDressoraBuilder UsePostgreSql(
        this IDressoraBuilder builder, NpgsqlDataSource dataSource, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        AddDatabase(builder, () => dataSource, isOwned: false, configure);
        return AddStore(builder);
    }

    /// <summary>
    /// The same for a host that has no data source of its own: one is made of a connection string, and disposed of with the application.
    /// </summary>
    /// <remarks>
    /// For certificates, token providers, or a data source that other code shares, make it yourself and use
    /// <see cref="UsePostgreSql(IDressoraBuilder, NpgsqlDataSource, Action{PostgreSqlOptions})"/>.
    /// </remarks>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="connectionString">Npgsql's connection string, such as <c>Host=db;Username=dressora;Database=shop</c>.</param>
    /// <param name="configure">Changes settings in code.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is blank or malformed.</exception>
    public static IDressoraBuilder UsePostgreSql(
        this IDressoraBuilder builder, string connectionString, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        _ = new NpgsqlConnectionStringBuilder(connectionString); // Here, not at the first job.
        AddDatabase(builder, () => NpgsqlDataSource.Create(connectionString), isOwned: true, configure);
        return AddStore(builder);
    }

    /// <summary>
    /// Keeps only credits in PostgreSQL, for a host whose jobs are elsewhere. Jobs then drive the credits as they do any ledger of the host's
    /// own: in order, not in one transaction.
    /// </summary>
    /// <remarks>
    /// Call it after the verb of the job store. Everything else is as with <see cref="UsePostgreSql(IDressoraBuilder, NpgsqlDataSource, Action{PostgreSqlOptions})"/>, which is the better choice for a
    /// host that can have both in one database.
    /// </remarks>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="dataSource">The database, PostgreSQL 13 or newer. It stays the host's: dispose it after the application.</param>
    /// <param name="configure">Changes settings in code.</param>
    /// <returns>The same builder.</returns>
    public static IDressoraBuilder UsePostgreSqlLedger(
        this IDressoraBuilder builder, NpgsqlDataSource dataSource, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        AddDatabase(builder, () => dataSource, isOwned: false, configure);
        builder.Services.RemoveAll<ICreditLedger>();
        builder.Services.AddSingleton<ICreditLedger>(services => new PostgreSqlCreditLedger(
            services.GetRequiredService<PostgreSqlDatabase>(),
            services.GetService<CreditOptions>() ?? new CreditOptions()));
        return builder;
    }

    private static IDressoraBuilder AddStore(IDressoraBuilder builder)
    {
        builder.Services.RemoveAll<IJobStore>();
        builder.Services.AddSingleton<IJobStore>(services => new PostgreSqlJobStore(
            services.GetRequiredService<PostgreSqlDatabase>(),
            services.GetService<CreditOptions>() ?? new CreditOptions()));
        builder.Services.RemoveAll<ICreditLedger>();
        builder.Services.AddSingleton(services => services.GetRequiredService<IJobStore>().Ledger
            ?? throw new InvalidOperationException("The job store was replaced by one without a ledger: register an ICreditLedger."));
        return builder;
    }

    private static void AddDatabase(
        IDressoraBuilder builder, Func<NpgsqlDataSource> dataSource, bool isOwned, Action<PostgreSqlOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptionsWithValidateOnStart<PostgreSqlOptions, PostgreSqlOptionsValidator>();
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        builder.Services.RemoveAll<PostgreSqlDatabase>();
        builder.Services.AddSingleton(services => new PostgreSqlDatabase(
            dataSource(),
            services.GetRequiredService<IOptions<PostgreSqlOptions>>().Value,
            services.GetRequiredService<TimeProvider>(),
            isOwned));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PostgreSqlStart>());
    }
}
