using Dressora;
using Dressora.Emulators;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using TryOn;

var builder = WebApplication.CreateBuilder(args);
var settings = SampleSettings.Read(builder);
builder.WebHost.UseUrls(settings.Urls);

// Who is asking. The keys lie in the data directory, so that a cookie survives a restart.
builder.Services.AddDataProtection()
    .SetApplicationName("TryOn")
    .PersistKeysToFileSystem(Directory.CreateDirectory(settings.In("keys")));
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
{
    options.Cookie.Name = "tryon";
    options.ExpireTimeSpan = TimeSpan.FromDays(30);
});

// What Dressora does: one provider, one folder for images, one price.
var dressora = builder.Services.AddDressora(options => options.PublicBaseUrl ??= settings.CallbackBase)
    .AddEvolink(options =>
    {
        options.ApiKey = settings.EvolinkApiKey;
        options.BaseUrl = settings.EvolinkBaseUrl ?? options.BaseUrl;
        options.FilesBaseUrl = settings.EvolinkFilesBaseUrl;
    })
    .UseFileResults(settings.In("images"))
    .UsePricing(_ => new Credits(2));

// One machine needs a file; several share a database, where ConnectionStrings__Dressora is set.
_ = settings.Database is { } database
    ? dressora.UsePostgreSql(database)
    : dressora.UseSqlite($"Data Source={settings.In("tryon.db")}");

// Images lie in R2 instead, where R2__Bucket and its siblings are set.
if (builder.Configuration.GetSection("R2") is var r2 && r2.Exists())
{
    dressora.UseR2(r2);
}

// Without a key of the real service, its emulator runs here as well, and is talked to over HTTP like the real one.
if (settings.HostsEmulator)
{
    builder.Services.AddEvolinkEmulator(options =>
    {
        options.DataDirectory = settings.In("evolink");
        options.Duration = TimeSpan.FromSeconds(4); // Long enough to see the bar move.
    });
}

var app = builder.Build();
app.UseFileServer();
app.UseAuthentication();

app.MapDressora();
app.MapGarments();
if (app.Environment.IsDevelopment())
{
    app.MapDemoUsers();
}

if (settings.HostsEmulator)
{
    app.MapEvolinkEmulator(SampleSettings.EmulatorPath);
}

await app.RunAsync();
