using System.Text.Json;

namespace Dressora.Benchmarks;

/// <summary>Writes figures for machines.</summary>
internal static class FigureFile
{
    private const int Digits = 3;

    public static async Task WriteAsync(string path, IEnumerable<Figure> figures)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = File.Create(path);
        await using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var figure in figures)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            json.WriteString("unit", figure.Unit);
            json.WriteNumber("value", Math.Round(figure.Value, Digits));
            json.WriteNumber("baseline", Math.Round(figure.Baseline, Digits));
            json.WriteNumber("ratio", Math.Round(figure.Ratio, Digits));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
