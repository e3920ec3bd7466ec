using Dressora;
using Dressora.Testing;

var file = Path.Combine(Path.GetTempPath(), $"dressora-consumer-{Guid.NewGuid():N}.db");
await using (var host = DressoraTestHost.Start(builder => builder.UsePricing(_ => new Credits(2)).UseSqlite($"Data Source={file};Pooling=False")))
{
    var alice = new AccountId("alice");
    await host.GrantAsync(alice, 10);
    await host.Jobs.SubmitAsync(alice, new GenerationRequest { Prompt = "a red coat" });
    await host.DrainAsync();

    var page = await host.Jobs.ListAsync(alice);
    var balance = await host.Ledger.GetBalanceAsync(alice);
    Console.WriteLine($"{page.Jobs[0].Status}, {balance.Available} left");
    if (page.Jobs[0].Status != JobStatus.Succeeded || balance.Available != new Credits(8))
    {
        return 1;
    }
}

foreach (var path in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
{
    File.Delete(path);
}

return 0;
