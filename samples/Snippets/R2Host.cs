using Dressora;

namespace Snippets;

internal static class R2Host
{
    public static void Add(WebApplicationBuilder builder)
    {
        // snippet: r2
        builder.Services.AddDressora()
            .AddEvolink(o => o.ApiKey = builder.Configuration["Evolink:ApiKey"]!)
            .UseSqlite("Data Source=dressora.db")
            .UseR2(builder.Configuration.GetSection("R2"))   // AccountId, Bucket, AccessKeyId, SecretAccessKey
            .AddStorageCheck();                              // a probe, as a health check
        // end-snippet
    }

    public static void AddImaging(IServiceCollection services)
    {
        // snippet: imaging
        services.AddDressora()
            .AddImaging(options => options.ThumbnailSides.Add(256));
        // end-snippet
    }
}
