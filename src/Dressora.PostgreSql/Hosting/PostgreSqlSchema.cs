using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dressora.PostgreSql;

namespace Dressora;

/// <summary>
/// The tables, as a list of steps from nothing to today. A step that has shipped never changes; a
/// new one is added.
/// </summary>
/// <remarks>Times are ticks of 100 ns in UTC, amounts whole credits.</remarks>
public static partial class PostgreSqlSchema
{
    /// <summary>The length of a schema's name, at the most: PostgreSQL's own bound.</summary>
    public const int NameLengthMax = 63;

    private static readonly string[] Steps = [CreditTables.Tables + CreditTables.Guards, JobTables.Tables];

    /// <summary>Gets the version that this package works with; the number of its steps.</summary>
    public static int Version => Steps.Length;

    /// <summary>
    /// Returns the script that makes the tables, or brings them up to date, for hosts whose role
    /// may not. Runs in one transaction, with <c>psql</c> or any client.
    /// </summary>
    /// <param name="schema">The schema, as in <see cref="PostgreSqlOptions.Schema"/>. The script makes it.</param>
    /// <param name="fromVersion">
    /// The version that is there: 0 for nothing yet, else the highest number in the table <c>schema_version</c>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="schema"/> is no schema's name here.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fromVersion"/> is negative or above <see cref="Version"/>.</exception>
    public static string Script(string schema = "dressora", int fromVersion = 0)
    {
        if (!IsName(schema))
        {
            throw new ArgumentException(
                $"'{schema}' is not a schema's name here: a lower-case letter or an underscore, then lower-case letters, digits and underscores.",
                nameof(schema));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(fromVersion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromVersion, Version);
        return $"BEGIN;\n{Body(schema, fromVersion)}COMMIT;\n";
    }

    internal static bool IsName(string? schema) => schema is not null && SchemaName().IsMatch(schema);

    /// <summary>The steps from a version on, without the transaction around them.</summary>
    internal static string Body(string schema, int fromVersion)
    {
        var script = new StringBuilder();
        if (fromVersion == 0)
        {
            script.Append(
                """
                CREATE SCHEMA IF NOT EXISTS $schema;
                CREATE TABLE $schema.schema_version (version integer PRIMARY KEY, taken_at timestamptz NOT NULL DEFAULT now());

                """);
        }

        for (var version = fromVersion; version < Version; version++)
        {
            script.Append(Steps[version]).Append(
                CultureInfo.InvariantCulture, $"\nINSERT INTO $schema.schema_version (version) VALUES ({version + 1});\n");
        }

        return script.Replace("$schema", schema).ToString();
    }

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();
}
