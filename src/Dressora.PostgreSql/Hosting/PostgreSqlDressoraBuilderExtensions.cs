using Dressora.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dressora;

/// <summary>Keeps credits in PostgreSQL.</summary>
public static class PostgreSqlDressoraBuilderExtensions
{
    /// <summary>
    /// Keeps credits in PostgreSQL, shared by all nodes, durably: a moved credit survives a crash
    /// of the process and of the database.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The tables are made, and brought up to date, when the application starts; several nodes may start at once. Jobs stay where they are:
    /// call this after the verb of the job store, which then drives the credits as it does any ledger of the host's own.
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
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptionsWithValidateOnStart<PostgreSqlOptions, PostgreSqlOptionsValidator>();
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        builder.Services.RemoveAll<PostgreSqlDatabase>();
        builder.Services.AddSingleton(services => new PostgreSqlDatabase(
            dataSource,
            services.GetRequiredService<IOptions<PostgreSqlOptions>>().Value,
            services.GetRequiredService<TimeProvider>()));
        builder.Services.RemoveAll<ICreditLedger>();
        builder.Services.AddSingleton<ICreditLedger>(services => new PostgreSqlCreditLedger(
            services.GetRequiredService<PostgreSqlDatabase>(),
            services.GetService<CreditOptions>() ?? new CreditOptions()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PostgreSqlStart>());
        return builder;
    }
}
