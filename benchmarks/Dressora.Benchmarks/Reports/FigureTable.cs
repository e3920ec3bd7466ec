using System.Globalization;

namespace Dressora.Benchmarks;

/// <summary>Prints figures for people.</summary>
internal static class FigureTable
{
    public static void Print(IEnumerable<Figure> figures, TextWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine($"{"figure",-26}{"unit",-9}{"Dressora",10}{"baseline",10}{"ratio",8}  the baseline's best");
        foreach (var figure in figures)
        {
            var numbers = string.Create(
                CultureInfo.InvariantCulture, $"{Text(figure.Value),10}{Text(figure.Baseline),10}{figure.Ratio,7:0.0}x");
            writer.WriteLine($"{figure.Name,-26}{figure.Unit,-9}{numbers}  {figure.Best.Name}");
        }

        writer.WriteLine();
    }

    public static string Text(double value) => value.ToString(value < 10 ? "0.00" : "N0", CultureInfo.InvariantCulture);
}
