using System.Diagnostics;
using System.Globalization;
using Amazon.S3.Model;
using Dressora.Storage.R2;
using Dressora.Storage.R2.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Benchmarks;

/// <summary>Moves results from a provider's file host into R2's simulator, beside the S3 SDK alone.</summary>
internal static class TransferBenchmark
{
    private const int FileMebibytes = 32;
    private const int TransferMebibytes = 200;
    private const int Transfers = 16;

    private static readonly string FilePath = Path.Combine("artifacts", "benchmarks", "transfers.json");

    /// <returns>0, or 1 when there is no simulator to measure on.</returns>
    public static async Task<int> RunAsync(Pace pace, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var r2 = await R2Process.TryStartAsync();
        if (r2 is null)
        {
            await Console.Error.WriteLineAsync("There is no R2 simulator here: install Node.js, and run 'npm ci' in tests/r2-simulator.");
            return 1;
        }

        using var server = await ImageServer.StartAsync();
        await using var services = Build(r2);
        var (managed, resident) = await MeasureMemoryAsync(services, server, cancellationToken);
        var speeds = await MeasureSpeedAsync(services, server, r2, pace, cancellationToken);

        // Held whole in memory, the same transfers would need as much as they move.
        var whole = new Reading("every transfer held whole", Transfers * TransferMebibytes);
        await whole.TakeAsync(pace, cancellationToken);
        Figure[] figures =
        [
            .. speeds,
            new SizeFigure("transfer.memory", managed, whole),
            new SizeFigure("transfer.memory.process", resident, whole),
        ];
        FigureTable.Print(figures, Console.Out);
        await FigureFile.WriteAsync(FilePath, figures);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{FilePath}, after {watch.Elapsed.TotalSeconds:N0} s."));
        return 0;
    }

    private static ServiceProvider Build(R2Process r2)
    {
        var services = new ServiceCollection();
        services.AddDressora(options => options.Transfers.ResultBytesMax = 256L << 20).UseR2(options =>
        {
            options.Endpoint = r2.Endpoint;
            options.Bucket = R2Process.Bucket;
            options.AccessKeyId = R2Process.AccessKeyId;
            options.SecretAccessKey = R2Process.SecretAccessKey;
            options.ConfigureHandler = handler => handler.SslOptions.RemoteCertificateValidationCallback =
                (_, shown, _, _) => shown?.GetCertHashString() == r2.Certificate.GetCertHashString();
        });
        return services.BuildServiceProvider();
    }

    private static async Task<(Measurement Managed, Measurement Resident)> MeasureMemoryAsync(
        ServiceProvider services, ImageServer server, CancellationToken cancellationToken)
    {
        await TransferAsync(services, server, 1, 0, cancellationToken); // Connections and compiled code are not a transfer's.
        await using var meter = new MemoryMeter();
        await Task.WhenAll(Enumerable.Range(0, Transfers).Select(i => TransferAsync(services, server, TransferMebibytes, i, cancellationToken)));
        var (managed, resident) = (new Reading("managed", meter.Managed), new Reading("resident", meter.Resident));
        foreach (var reading in new[] { managed, resident })
        {
            Console.WriteLine($"{Transfers} transfers of {TransferMebibytes} MiB, growth {reading.Name,-10} {FigureTable.Text(await reading.TakeAsync(Pace.From([]), cancellationToken)),6} MiB");
        }

        return (managed, resident);
    }

    private static async Task<Figure[]> MeasureSpeedAsync(
        ServiceProvider services, ImageServer server, R2Process r2, Pace pace, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IResultStore>();
        await using var spool = await SpoolAsync(services, server, FileMebibytes, cancellationToken);
        var content = spool.ToContent("image/png");
        using var sdk = R2Client.Create(((R2ResultStore)store).Options);
        var file = Path.GetTempFileName();
        await using (var copy = File.Create(file))
        {
            await using var bytes = spool.Open();
            await bytes.CopyToAsync(copy, cancellationToken);
        }

        var ours = new TransferSpeed("put from the spool", spool.Bytes, token => store.PutAsync(new StorageKey("results/ours/0"), content, token));
        var bare = new TransferSpeed("AWSSDK.S3 alone", spool.Bytes, token => sdk.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = R2Process.Bucket,
                Key = "bare",
                FilePath = file,
                ContentType = "image/png",
                DisablePayloadSigning = true,
                DisableDefaultChecksumValidation = true,
                UseChunkEncoding = false,
            },
            token));
        var whole = new TransferSpeed(
            "fetched, inspected and put", (long)FileMebibytes << 20, token => TransferAsync(services, server, FileMebibytes, 99, token));
        try
        {
            for (var round = 0; round <= (pace.Rounds * 2) + 1; round++)
            {
                foreach (var speed in new[] { ours, bare, whole })
                {
                    var value = await speed.TakeAsync(pace, cancellationToken);
                    Console.WriteLine($"round {round}  {speed.Name,-50} {FigureTable.Text(value),10}");
                }
            }
        }
        finally
        {
            File.Delete(file);
        }

        return [new SpeedFigure("r2.put.vs-sdk", ours, bare), new SpeedFigure("transfer.whole", whole, bare)];
    }

    private static async Task TransferAsync(
        ServiceProvider services, ImageServer server, int mebibytes, int number, CancellationToken cancellationToken)
    {
        await using var spool = await SpoolAsync(services, server, mebibytes, cancellationToken);
        var taken = await services.GetRequiredService<ImageIntake>().StoreAsync(spool, new StorageKey($"results/whole/{number}"), cancellationToken);
        if (taken is not IntakeResult.Stored)
        {
            throw new InvalidOperationException($"The image was not taken: {taken}");
        }
    }

    private static async Task<Spool> SpoolAsync(ServiceProvider services, ImageServer server, int mebibytes, CancellationToken cancellationToken)
    {
        var rules = new DownloadRules { BytesMax = 256L << 20, TrustedOrigins = [server.Address] };
        var fetched = await services.GetRequiredService<GuardedDownloader>().FetchAsync(new Uri(server.Address, $"/{mebibytes}"), rules, cancellationToken);
        return fetched is Download.Fetched { Spool: var spool } ? spool : throw new InvalidOperationException($"Nothing was fetched: {fetched}");
    }
}
