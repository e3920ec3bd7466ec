using Dressora;

var folder = Directory.CreateTempSubdirectory("dressora-aot-");
var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddDressora()
    .AddEvolink(options => options.ApiKey = "none")
    .UseSqlite($"Data Source={Path.Combine(folder.FullName, "dressora.db")};Pooling=False")
    .UseFileResults(Path.Combine(folder.FullName, "results"))
    .UsePricing(_ => new Credits(2));

var app = builder.Build();
app.Urls.Add("http://127.0.0.1:0");
app.MapDressora();
await app.StartAsync();

using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
using var answer = await http.GetAsync("/dressora/jobs");
await app.StopAsync();
await app.DisposeAsync();
folder.Delete(recursive: true);

Console.WriteLine($"native: {(int)answer.StatusCode} for a caller without an account");
return (int)answer.StatusCode == 401 ? 0 : 1;
