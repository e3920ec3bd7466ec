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
            .UseSqlite("Data Source=dressora.db")          // jobs
            .UsePostgreSql(dataSource, options => options.Schema = "credits");
        // end-snippet
    }
}
