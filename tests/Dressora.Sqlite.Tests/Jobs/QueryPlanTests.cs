using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite.Tests.Jobs;

/// <summary>Looking for due jobs is what every worker does all the time: it must not grow with the jobs that are there.</summary>
public sealed class QueryPlanTests
{
    [Theory]
    [InlineData(JobRows.ReadySql)]
    [InlineData(JobRows.NextSql)]
    public async Task Due_jobs_are_found_by_their_index_in_its_order(string sql)
    {
        var file = TempFile.ConnectionString();
        await new SqliteDatabase(file).DisposeAsync();

        var plan = Explain(file, sql);

        Assert.Contains(plan, line => line.Contains("INDEX jobs_ready (ready_at", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line == "SCAN jobs");
    }

    [Fact]
    public async Task Jobs_that_wait_for_a_place_are_found_by_an_index_of_their_own()
    {
        var file = TempFile.ConnectionString();
        await new SqliteDatabase(file).DisposeAsync();

        var plan = Explain(file, JobRows.WaitingSql);

        Assert.Contains(plan, line => line.Contains("INDEX jobs_waiting (awaits=? AND ready_at", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static List<string> Explain(string file, string sql)
    {
        using var connection = RawFile.Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        for (var i = 1; i <= 5; i++)
        {
            command.Parameters.Add(new SqliteParameter($"${i}", i is 3 or 5 ? "[]" : "0"));
        }

        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(3));
        }

        return lines;
    }
}
