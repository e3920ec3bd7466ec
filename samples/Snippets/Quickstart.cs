using Dressora;

// snippet: quickstart
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication().AddCookie();
builder.Services.AddDressora()
    .AddEvolink(o => o.ApiKey = builder.Configuration["Evolink:ApiKey"]!)
    .UseSqlite("Data Source=dressora.db")          // jobs and credits, in one transaction
    .UseFileResults("results")                     // the finished images, in your own storage
    .UsePricing(_ => new Credits(2));              // per delivered image

var app = builder.Build();
app.MapDressora();                                 // jobs, results, uploads, credits, provider callbacks
app.Run();
// end-snippet
