using System.Globalization;
using Spectre.Console;

namespace Dressora.Cli;

/// <summary>Tables for people: whole credits, times in UTC to the second.</summary>
internal static class Tables
{
    private const int WidthOfFiles = 400;

    /// <summary>Makes an empty table.</summary>
    public static Table Create(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).NoWrap());
        }

        return table;
    }

    /// <summary>Prints a table; into a file or a pipe it is as wide as it needs to be.</summary>
    public static void Print(Table table)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Shows somebody's words as they are.</summary>
    public static string Text(string? text) => Markup.Escape(text ?? string.Empty);

    /// <summary>Shows an amount.</summary>
    public static string Amount(Credits amount) => Number(amount.Value);

    /// <summary>Shows a number.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Shows a time in UTC; nothing for none.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? string.Empty;
}
