// Works on a ledger with some writers at once, and prints every call that was answered, a line of JSON each.
// Arguments: sqlite <connection string> - | postgres <connection string> <schema>, then seed, writers, operations of each.
using System.Text.Json;
using Dressora;
using Dressora.LedgerHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

var (store, connection, schema) = (args[0], args[1], args[2]);
var (seed, writers, operations) = (int.Parse(args[3], null), int.Parse(args[4], null), int.Parse(args[5], null));

await using var source = NpgsqlDataSource.Create(store == "postgres" ? connection : "Host=nowhere");
var services = new ServiceCollection();
var builder = services.AddDressora();
_ = store == "postgres" ? builder.UsePostgreSql(source, options => options.Schema = schema) : builder.UseSqlite(connection);
await using var provider = services.BuildServiceProvider();
var ledger = provider.GetRequiredService<ICreditLedger>();
var printing = new Lock();

Console.WriteLine("ready");
Console.ReadLine();
await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
{
    var load = new LedgerLoad(ledger, (seed * 1000) + writer, accounts: 12);
    for (var i = 0; i < operations; i++)
    {
        var line = JsonSerializer.Serialize(await load.StepAsync());
        lock (printing)
        {
            Console.Out.WriteLine(line);
        }
    }
}));
