using System.Diagnostics;
using Npgsql;

namespace Dressora.PostgreSql.Tests;

/// <summary>
/// A PostgreSQL of the test run's own, made of the binaries of this machine: a fresh cluster that
/// listens on a socket only, and ends with the run, however that ends.
/// </summary>
public sealed class PostgreSqlCluster : IDisposable
{
    private const string Prefix = "dressora-pg-";

    // initdb and postgres refuse to run as root. The shell waits on its input: when this process dies, that closes.
    private const string Script = """
        start() { "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=200 >>"$2/server.log" 2>&1 & server=$!; }
        "$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$2/initdb.log" 2>&1 || exit 1
        start "$1" "$2"
        echo started
        while read -r line; do
          kill -QUIT $server
          wait $server
          start "$1" "$2"
          echo started
        done
        kill -INT $server
        wait $server
        """;

    private readonly Process _shell;
    private readonly string _folder;

    private PostgreSqlCluster(Process shell, string folder) => (_shell, _folder) = (shell, folder);

    /// <summary>Gets how to connect to it.</summary>
    public string ConnectionString => $"Host={_folder};Username=postgres;Database=postgres;Maximum Pool Size=50";

    /// <summary>Starts one; <see langword="null"/> where there are no binaries.</summary>
    public static async Task<PostgreSqlCluster?> TryStartAsync()
    {
        if (FindBinaries() is not { } binaries)
        {
            return null;
        }

        Sweep();
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Prefix + Path.GetRandomFileName()[..8])).FullName;
        Process.Start("chmod", ["777", folder]).WaitForExit(); // The server's user is another one.
        var cluster = new PostgreSqlCluster(Start(binaries, folder), folder);
        await cluster.WaitAsync();
        return cluster;
    }

    /// <summary>Ends the server at once, as <c>pg_ctl stop -m immediate</c> does, and starts it again: it recovers from its log.</summary>
    public async Task CrashAsync()
    {
        await _shell.StandardInput.WriteLineAsync("crash");
        await WaitAsync();
    }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Process Start(string binaries, string folder)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] command = ["/bin/sh", "-c", Script, "sh", binaries, folder];
        string[] arguments = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;
        start.FileName = arguments[0];
        foreach (var argument in arguments.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static string? FindBinaries()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).AsEnumerable();
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            folders = folders.Concat(Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")));
        }

        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    /// <summary>Removes what a run that was killed has left: nothing listens there any more.</summary>
    private static void Sweep()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (Directory.GetCreationTimeUtc(folder) < DateTime.UtcNow.AddHours(-1) && !Directory.EnumerateFiles(folder, ".s.*.lock").Any())
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Connects until the server answers, or its process has ended.</summary>
    private async Task WaitAsync()
    {
        if (await _shell.StandardOutput.ReadLineAsync() != "started")
        {
            throw new InvalidOperationException("initdb failed: " + await File.ReadAllTextAsync(Path.Combine(_folder, "initdb.log")));
        }

        await using var source = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return;
            }
            catch (NpgsqlException) when (!_shell.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }
}
