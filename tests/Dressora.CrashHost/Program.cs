using Dressora;
using Dressora.CrashHost;

var builder = WebApplication.CreateBuilder(args);
var setup = CrashSetup.From(builder.Configuration);
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

var dressora = builder.Services.AddDressora(options =>
    {
        options.PublicBaseUrl = new Uri($"{setup.Url}/dressora");
        options.Lease = TimeSpan.FromSeconds(setup.Database is null ? 1 : 3);
        options.EndAfter = TimeSpan.FromSeconds(30);
        options.UnknownFor = TimeSpan.FromSeconds(setup.Database is null ? 4 : 12);
        options.PollInterval = TimeSpan.FromMilliseconds(100);
    })
    .AddEvolink(options =>
    {
        options.ApiKey = "crash-test";
        options.BaseUrl = setup.Emulator;
    })
    .UseFileResults(Path.Combine(setup.Data, "results"))
    .UsePricing(_ => new Credits(2))
    .UseAccounts(context => ValueTask.FromResult<AccountId?>(
        context.Request.Headers["X-User"] is [{ Length: > 0 } user] ? new AccountId(user) : null));
_ = setup.Database is { } database
    ? dressora.UsePostgreSql(database)
    : dressora.UseSqlite($"Data Source={Path.Combine(setup.Data, "dressora.db")}");
if (builder.Configuration.GetSection("R2") is var r2 && r2.Exists())
{
    dressora.UseR2(r2);
}

CrashPoints.Wrap(builder.Services, setup.Point);

var app = builder.Build();
app.MapDressora();
app.MapPost("/grant/{amount:long}", (long amount, HttpContext context, ICreditLedger ledger) => ledger.GrantAsync(new GrantCredits
{
    Account = new AccountId(context.Request.Headers["X-User"].ToString()),
    Grant = new GrantId("start"),
    Amount = new Credits(amount),
}));
app.Run(setup.Url);
