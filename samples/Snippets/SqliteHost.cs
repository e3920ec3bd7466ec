using Dressora;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class SqliteHost
{
    public static void Add(IServiceCollection services)
    {
        // snippet: sqlite
        services.AddDressora()
            .UseSqlite("Data Source=dressora.db", options => options.BusyTimeout = TimeSpan.FromSeconds(10));
        // end-snippet
    }
}
