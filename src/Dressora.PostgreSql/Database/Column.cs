using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>One column of many rows, as an array: a bulk statement takes its rows apart by column.</summary>
internal static class Column
{
    /// <summary>Makes a column out of rows.</summary>
    public static NpgsqlParameter Of<TRow, T>(TRow[] rows, Func<TRow, T> value) => Trip.Value(Array.ConvertAll(rows, row => value(row)));
}
