using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dressora.Storage.R2;
using Spectre.Console;

namespace Dressora.Cli;

/// <summary><c>dressora storage doctor</c>: puts, reads and deletes a probe, and names what is wrong.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var bucket = new BucketOptions();
        var json = CreditsCommand.JsonOption();
        var command = new Command(
            "doctor", "Puts, reads and deletes a probe in R2 or another S3 service. Ends with 0 when all is well, 1 with what is wrong and what mends it.")
        {
            json,
        };
        bucket.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var store = new R2ResultStore(bucket.Read(parsed), TimeProvider.System);
            var diagnosis = await new StorageDoctor(store).ExamineAsync(cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                Write(diagnosis);
            }
            else
            {
                Print(diagnosis);
            }

            return diagnosis.IsHealthy ? DressoraCommand.Sound : DressoraCommand.Unsound;
        });
        return command;
    }

    private static void Print(StorageDiagnosis diagnosis)
    {
        var table = Tables.Create("step", "result", "ms");
        foreach (var step in diagnosis.Steps)
        {
            table.AddRow(step.What, step.Succeeded ? "works" : "fails", step.Elapsed.TotalMilliseconds.ToString("n0", CultureInfo.InvariantCulture));
        }

        Tables.Print(table);
        Console.WriteLine(diagnosis.Problem is { } problem ? $"{problem.Code}: {problem.Message} {problem.Fix}" : "The storage works.");
    }

    private static void Write(StorageDiagnosis diagnosis)
    {
        using var output = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("healthy", diagnosis.IsHealthy);
            if (diagnosis.Problem is { } problem)
            {
                writer.WriteString("code", problem.Code);
                writer.WriteString("message", problem.Message);
                writer.WriteString("fix", problem.Fix);
            }

            writer.WriteStartArray("steps");
            foreach (var step in diagnosis.Steps)
            {
                writer.WriteStartObject();
                writer.WriteString("what", step.What);
                writer.WriteBoolean("succeeded", step.Succeeded);
                writer.WriteNumber("milliseconds", Math.Round(step.Elapsed.TotalMilliseconds, 1));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        Console.WriteLine();
    }
}
