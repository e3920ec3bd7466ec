using BenchmarkDotNet.Running;
using Dressora.Benchmarks;

switch (args)
{
    case ["ledger", .. var rest]:
        return await LedgerBenchmark.RunAsync(Pace.From(rest), CancellationToken.None);

    case ["core", .. var rest]:
        BenchmarkRunner.Run<AccountBookBenchmarks>(CoreSettings.Create(), rest);
        return 0;

    case ["transfers", .. var rest]:
        return await TransferBenchmark.RunAsync(Pace.From(rest), CancellationToken.None);

    case ["serve-images"]:
        return await ImageServer.ServeAsync();

    default:
        await Console.Error.WriteLineAsync("Say what to measure: ledger [--quick] [name of a figure], transfers [--quick], or core.");
        return 1;
}
