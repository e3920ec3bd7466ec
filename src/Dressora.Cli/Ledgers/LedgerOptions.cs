using System.CommandLine;
using Dressora.PostgreSql;
using Dressora.Sqlite;
using Npgsql;

namespace Dressora.Cli;

/// <summary>Which ledger is read: a SQLite file or a PostgreSQL schema.</summary>
internal sealed class LedgerOptions
{
    /// <summary>Where a connection string is looked for that is not to be in a shell's history.</summary>
    private const string PostgresVariable = "DRESSORA_POSTGRES";

    private static readonly string SchemaDefault = new PostgreSqlOptions().Schema;

    private readonly Option<FileInfo?> _sqlite = new("--sqlite")
    {
        Description = "The SQLite file of the ledger. It is opened for reading only.",
        HelpName = "file",
    };

    private readonly Option<string?> _postgres = new("--postgres")
    {
        Description = $"The connection string of PostgreSQL. Without any ledger, {PostgresVariable} in the environment says it.",
        HelpName = "connection string",
    };

    private readonly Option<string?> _schema = new("--schema")
    {
        Description = $"The schema in PostgreSQL; {SchemaDefault} without it.",
        HelpName = "name",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_sqlite);
        command.Options.Add(_postgres);
        command.Options.Add(_schema);
        command.Validators.Add(result =>
        {
            var isFile = result.GetValue(_sqlite) is not null;
            if (isFile && result.GetValue(_postgres) is not null)
            {
                result.AddError("Choose one of --sqlite and --postgres.");
            }
            else if (!isFile && string.IsNullOrEmpty(result.GetValue(_postgres) ?? FindVariable()))
            {
                result.AddError($"Say which ledger: --sqlite <file>, --postgres <connection string>, or {PostgresVariable}.");
            }
            else if (!PostgreSqlSchema.IsName(result.GetValue(_schema) ?? SchemaDefault))
            {
                result.AddError("--schema must be a lower-case letter or an underscore, then lower-case letters, digits and underscores.");
            }
        });
    }

    /// <summary>Opens the ledger, for reading only.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read; the message says why.</exception>
    public OpenLedger Open(ParseResult parsed) => parsed.GetValue(_sqlite) is { } file
        ? OpenSqlite(file)
        : OpenPostgreSql(parsed.GetValue(_postgres) ?? FindVariable()!, parsed.GetValue(_schema) ?? SchemaDefault);

    private static OpenLedger OpenSqlite(FileInfo file)
    {
        var database = SqliteDatabase.OpenForReading($"Data Source={file.FullName}");
        return new OpenLedger(new SqliteCreditLedger(database, TimeProvider.System, new CreditOptions()), database);
    }

    private static OpenLedger OpenPostgreSql(string connectionString, string schema)
    {
        var source = NpgsqlDataSource.Create(ReadOnly(connectionString));
        var database = new PostgreSqlDatabase(source, new PostgreSqlOptions { Schema = schema, AutoMigrate = false }, TimeProvider.System);
        return new OpenLedger(new PostgreSqlCreditLedger(database, new CreditOptions(), isReadOnly: true), source);
    }

    /// <summary>Lets the server refuse whatever would write.</summary>
    private static string ReadOnly(string connectionString)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException)
        {
            // Its own message may show a part of what was given, and that may be the password.
            throw new InvalidOperationException("The connection string of PostgreSQL cannot be read: it is Key=Value;Key=Value.");
        }

        builder.Options = $"{builder.Options} -c default_transaction_read_only=on".TrimStart();
        return builder.ConnectionString;
    }

    private static string? FindVariable() => Environment.GetEnvironmentVariable(PostgresVariable);
}
