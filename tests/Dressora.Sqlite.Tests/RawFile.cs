using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite.Tests;

/// <summary>The file as somebody else's process sees it.</summary>
internal static class RawFile
{
    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    public static void Execute(string connectionString, string sql)
    {
        using var connection = Open(connectionString);
        Execute(connection, sql);
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Count(string connectionString, string table) => (long)Scalar(connectionString, $"SELECT count(*) FROM {table}")!;

    public static object? Scalar(string connectionString, string sql)
    {
        using var connection = Open(connectionString);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
