using Dressora;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Snippets;

internal static class PostgreSqlHost
{
    public static void Add(IServiceCollection services, string connectionString)
    {
        // snippet: postgresql
        var dataSource = NpgsqlDataSource.Create(connectionString);
        services.AddDressora()
            .UsePostgreSql(dataSource);
        // end-snippet
    }

    public static void AddLedger(IServiceCollection services, string connectionString)
    {
        // snippet: postgresql-ledger
        services.AddDressora()
            .UseSqlite("Data Source=dressora.db") // jobs
            .UsePostgreSqlLedger(NpgsqlDataSource.Create(connectionString), options => options.Schema = "credits");
        // end-snippet
    }
}
