using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Dressora.PostgreSql.Tests.Database;

/// <summary>
/// Plans are made while tables are empty, and kept: a plan that reads a whole table then would
/// read it for ever.
/// </summary>
public sealed partial class QueryPlanTests(PostgreSqlServer server)
{
    private static readonly Type[] Sources = [typeof(CreditStatements), typeof(JobStatements), typeof(LeaseStatements)];

    public static TheoryData<string> Statements => [.. Sources.SelectMany(source => source.GetProperties()).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Every_statement_finds_its_rows_by_an_index(string name)
    {
        var schema = PostgreSqlServer.NewSchema();
        await server.DataSource.RunAsync(PostgreSqlSchema.Script(schema));

        foreach (var statement in Find(name, schema))
        {
            var plan = await ExplainAsync(statement);

            Assert.False(plan.Contains("Seq Scan", StringComparison.Ordinal), plan);
        }
    }

    [Theory]
    [InlineData(nameof(CreditStatements.UpdateHolds), "Index Cond: ((account = (k.account)::text) AND (hold_id = (k.id)::text))")]
    [InlineData(nameof(CreditStatements.UpdateGrants), "Index Cond: ((account = (k.account)::text) AND (grant_id = (k.id)::text))")]
    [InlineData(nameof(CreditStatements.UpdateAccounts), "Index Cond: (account = (k.account)::text)")]
    [InlineData(nameof(JobStatements.UpdateJobs), "Index Cond: (job_id = k.job_id)")]
    [InlineData(nameof(JobStatements.UpdateSteps), "Index Cond: (job_id = k.job_id)")]
    [InlineData(nameof(JobStatements.KeepUploads), "Index Cond: ((account = (k.account)::text) AND (upload_id = (k.upload_id)::text))")]
    [InlineData(nameof(CreditStatements.HoldsById), "Index Cond: ((account = k.account) AND (hold_id = k.id))")]
    [InlineData(nameof(CreditStatements.DueHolds), "Index Cond: (deadline <=")]
    public async Task A_bulk_statement_looks_each_row_up_by_its_key(string name, string condition)
    {
        var schema = PostgreSqlServer.NewSchema();
        await server.DataSource.RunAsync(PostgreSqlSchema.Script(schema));
        var statement = Assert.Single(Find(name, schema));

        var plan = await ExplainAsync(statement);

        Assert.True(plan.Contains(condition, StringComparison.Ordinal), plan);
    }

    [Theory]
    [InlineData(nameof(CreditStatements.LiveGrants), "Index Cond: (account = k.account)")]
    [InlineData(nameof(CreditStatements.GrantsById), "Index Cond: ((account = k.account) AND (grant_id = k.id))")]
    [InlineData(nameof(CreditStatements.Replacements), "Index Cond: ((account = k.account) AND (replaces_grant = k.id))")]
    [InlineData(nameof(CreditStatements.HoldsById), "Index Cond: ((account = k.account) AND (hold_id = k.id))")]
    [InlineData(nameof(CreditStatements.ReceiptsByKey), "Index Cond: ((account = k.account) AND (operation_key = k.id))")]
    public async Task A_read_goes_by_keys_even_when_the_server_knows_that_a_table_is_empty(string name, string condition)
    {
        var schema = PostgreSqlServer.NewSchema();
        await server.DataSource.RunAsync(PostgreSqlSchema.Script(schema));
        await server.DataSource.RunAsync($"VACUUM ANALYZE {schema}.grants, {schema}.holds, {schema}.receipts");
        var statement = Assert.Single(Find(name, schema));

        var plan = await ExplainAsync(statement);

        Assert.True(plan.Contains(condition, StringComparison.Ordinal), plan);
    }

    [Theory]
    [InlineData(nameof(JobStatements.LockJobs), "Index Cond: (job_id = ANY ($1))")]
    [InlineData(nameof(JobStatements.JobsById), "Index Cond: (job_id = ANY ($1))")]
    [InlineData(nameof(JobStatements.JobsByKey), "Index Cond: ((account = k.account) AND (key = k.key))")]
    [InlineData(nameof(JobStatements.ActiveJobs), "Index Cond: (account = k.account)")]
    [InlineData(nameof(LeaseStatements.DueJobs), "Index Cond: ((awaits = k.provider) AND (begins_task = \"*VALUES*\".column1) AND (ready_at <=")]
    [InlineData(nameof(LeaseStatements.Lease), "Index Cond: ((awaits = mine.provider) AND (begins_task = false) AND (ready_at <=")]
    [InlineData(nameof(LeaseStatements.Lease), "Index Cond: ((awaits = mine_1.provider) AND (begins_task = true) AND (ready_at <=")]
    [InlineData(nameof(LeaseStatements.Lease), "Index Cond: (ends_at <=")]
    [InlineData(nameof(LeaseStatements.Lease), "Index Cond: (job_id = ANY ($")]
    public async Task Due_work_and_jobs_are_found_by_their_keys_even_when_the_server_knows_that_a_table_is_empty(string name, string condition)
    {
        var schema = PostgreSqlServer.NewSchema();
        await server.DataSource.RunAsync(PostgreSqlSchema.Script(schema));
        await server.DataSource.RunAsync($"VACUUM ANALYZE {schema}.jobs, {schema}.steps");

        var plan = await ExplainAsync(Assert.Single(Find(name, schema)));

        Assert.True(plan.Contains(condition, StringComparison.Ordinal), plan);
    }

    [GeneratedRegex(@"\$\d+")]
    private static partial Regex Parameter();

    private static string[] Find(string name, string schema)
    {
        var source = Array.Find(Sources, source => source.GetProperty(name) is not null)!;
        return source.GetProperty(name)!.GetValue(Activator.CreateInstance(source, schema)) is string[] several
            ? several
            : [(string)source.GetProperty(name)!.GetValue(Activator.CreateInstance(source, schema))!];
    }

    /// <summary>Explains the plan that a writer's connection would keep.</summary>
    private async Task<string> ExplainAsync(string statement)
    {
        var parameters = Parameter().Matches(statement).Select(match => match.Value).Distinct().Count();
        var nulls = string.Join(", ", Enumerable.Repeat("NULL", parameters));
        await using var connection = await server.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            $"BEGIN; {CreditStatements.Settings}; PREPARE pinned AS {statement}; EXPLAIN EXECUTE pinned{(parameters > 0 ? $"({nulls})" : string.Empty)}; ROLLBACK; DEALLOCATE pinned",
            connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = new StringBuilder();
        do
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                plan.AppendLine(reader.GetValue(0).ToString());
            }
        }
        while (await reader.NextResultAsync(TestContext.Current.CancellationToken));

        return plan.ToString();
    }
}
