using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>Where the database lies, and how connections to it are opened.</summary>
internal sealed class SqliteFile
{
    private readonly string _connectionString;
    private readonly string _settings;

    public SqliteFile(string connectionString, TimeSpan busyTimeout, bool isReadOnly = false)
    {
        var builder = Parse(connectionString);
        builder.Mode = isReadOnly ? SqliteOpenMode.ReadOnly : builder.Mode;
        builder.DefaultTimeout = (int)Math.Ceiling(busyTimeout.TotalSeconds);
        Name = builder.DataSource;
        _connectionString = builder.ToString();

        // Not the driver's time-out alone: SQLite looks again within milliseconds, the driver after 150.
        _settings = string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    }

    /// <summary>Gets the path, as it was given.</summary>
    public string Name { get; }

    /// <summary>Reads a connection string and settles what is not the host's to choose.</summary>
    /// <exception cref="ArgumentException">It names no file that can be written to.</exception>
    public static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        // Idle connections are kept by the readers here, and close with the store.
        var builder = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Cache = SqliteCacheMode.Private };
        if (builder.Mode == SqliteOpenMode.Memory || builder.DataSource.Length == 0
            || builder.DataSource.Contains(":memory:", StringComparison.Ordinal)
            || builder.DataSource.Contains("mode=memory", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                "A database in memory is lost with its connection; leave UseSqlite out to keep jobs in memory.", nameof(connectionString));
        }

        return builder.Mode == SqliteOpenMode.ReadOnly
            ? throw new ArgumentException("The mode is ReadOnly; jobs and credits are written.", nameof(connectionString))
            : builder;
    }

    /// <summary>Opens a connection that writes.</summary>
    /// <exception cref="InvalidOperationException">
    /// The file cannot be opened; the message says why.
    /// </exception>
    public SqliteSession OpenForWriting()
    {
        var session = Open();
        try
        {
            // Commits that touch thousands of pages are common; the default cache and log are made for dozens.
            session.Run("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192");

            // Answers with the mode that it could have.
            var mode = session.Find("PRAGMA journal_mode = WAL", reader => reader.GetString(0));
            return mode == "wal" ? session : throw new InvalidOperationException(
                $"The SQLite file '{Name}' cannot have a write-ahead log (its journal is '{mode}'). It must lie on a local file system.");
        }
        catch (SqliteException exception)
        {
            session.Dispose();
            throw Unusable(exception);
        }
        catch (InvalidOperationException)
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that cannot write.</summary>
    /// <exception cref="InvalidOperationException">
    /// The file cannot be opened; the message says why.
    /// </exception>
    public SqliteSession OpenForReading()
    {
        var session = Open();
        session.Run("PRAGMA query_only = ON");
        return session;
    }

    private SqliteSession Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            session.Run(_settings);
            return session;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Unusable(exception);
        }
    }

    /// <summary>Says what is wrong in words that name the file and what to do.</summary>
    private InvalidOperationException Unusable(SqliteException exception)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(Name));
        var reason = exception.SqliteErrorCode switch
        {
            SqliteCodes.CannotOpen when !Directory.Exists(folder) => $"its folder '{folder}' does not exist.",
            SqliteCodes.CannotOpen when !File.Exists(Name) => "it does not exist.",
            SqliteCodes.NotADatabase => "it is not a SQLite database.",
            SqliteCodes.ReadOnly => "it must be writable.",
            _ => exception.Message,
        };
        return new InvalidOperationException($"The SQLite file '{Name}' cannot be opened: {reason}", exception);
    }
}
