using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace AsyncSplit.PostgreSql.Kills;

/// <summary>A server of the tests' own: in a directory of its own, on a free port of the loopback address. It ends with the process that has started it, however that ends.</summary>
public sealed class PostgresServer
{
    // PostgreSQL does not run as root: it is given to the user that Debian's package makes.
    private const string User = "postgres";

    private static readonly Lazy<Task<PostgresServer>> s_shared = new(() => StartAsync());

    private readonly string _directory;
    private readonly string _settings;
    private Process? _process;

    private PostgresServer(string directory, int port, string settings)
    {
        _directory = directory;
        _settings = settings;
        Port = port;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
    }

    /// <summary>The one that tests share; each has a schema of its own there.</summary>
    public static Task<PostgresServer> Shared => s_shared.Value;

    /// <summary>Why there can be none; null where there can.</summary>
    public static string? Missing { get; } = Find("initdb") is null || Find("postgres") is null
        ? "PostgreSQL is not installed (initdb and postgres are not in PATH, nor in /usr/lib/postgresql). Debian: apt-get install postgresql"
        : null;

    public int Port { get; }

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Database=postgres;Username={User};Timeout=5;Command Timeout=20";

    /// <summary>One that does not wait for the disk: what tests need.</summary>
    public static Task<PostgresServer> StartAsync() => StartAsync("-c fsync=off");

    /// <param name="settings">Settings as the command line takes them.</param>
    public static async Task<PostgresServer> StartAsync(string settings)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"asyncsplit-postgres-{Guid.NewGuid():N}");
        using var init = Run($"{AsUser()} {Find("initdb")} -D {directory} -A trust -U {User} -E UTF8 --no-locale --no-sync");
        var output = init.StandardOutput.ReadToEndAsync();
        await init.WaitForExitAsync();
        if (init.ExitCode != 0)
        {
            throw new InvalidOperationException($"initdb has failed: {await output}");
        }

        var server = new PostgresServer(directory, FreePort(), settings);
        await server.StartProcessAsync();
        return server;
    }

    /// <summary>As after a crash: nothing is finished, nobody is told.</summary>
    public async Task CrashAndRestartAsync()
    {
        StopProcess("QUIT");
        await StartProcessAsync();
    }

    public void Stop()
    {
        StopProcess("QUIT");
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task StartProcessAsync()
    {
        // Whoever is killed cannot stop its server: so a shell looks whether it is still there.
        _process = Run(
            $"{AsUser()} {Find("postgres")} -D {_directory} -p {Port} -h 127.0.0.1 -k '' {_settings} -c max_connections=200 -c log_min_messages=fatal -c autovacuum_naptime=10 > {_directory}/server.log 2>&1 & "
            + $"server=$!; trap 'kill -QUIT $server' QUIT; while kill -0 {Environment.ProcessId} 2> /dev/null && kill -0 $server 2> /dev/null; do sleep 0.2; done; kill -QUIT $server 2> /dev/null; wait $server; sleep 1; kill -0 {Environment.ProcessId} 2> /dev/null || rm -rf {_directory}");
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60) && !_process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    private void StopProcess(string signal)
    {
        if (_process is { HasExited: false } process)
        {
            Run($"kill -{signal} {process.Id}").WaitForExit();
            process.WaitForExit(20_000);
        }

        _process = null;
    }

    private static Process Run(string command) =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;

    private static string AsUser() => Environment.IsPrivilegedProcess ? $"setpriv --reuid={User} --regid={User} --clear-groups" : "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Find(string program)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().Reverse().Select(static version => Path.Combine(version, "bin")) : [];
        return path.Concat(debian).Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);
    }
}
