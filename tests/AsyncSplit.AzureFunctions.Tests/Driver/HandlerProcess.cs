using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AsyncSplit.AzureFunctions.Tests.Driver;

/// <summary>The custom handler: started, watched and started again, as the Functions host does.</summary>
internal sealed class HandlerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly HostSettings _host;
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly List<string> _output = [];
    private Process? _process;

    public HandlerProcess(HostSettings host, string folder, IReadOnlyDictionary<string, string> settings)
    {
        _host = host;
        _folder = folder;
        _settings = settings;
    }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>What it has written to the console.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>Where it listens. It is started when it does not run.</summary>
    public async Task<Uri> AddressAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_process is not { HasExited: false })
            {
                await StartAsync();
            }

            return Address;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Kills it with SIGKILL. The next invocation starts it again.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
    }

    /// <summary>Ends it with SIGTERM, and waits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            Kill();
        }

        return ValueTask.CompletedTask;
    }

    private Uri Address { get; set; } = new("http://127.0.0.1/");

    private async Task StartAsync()
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(_host.Program, _host.Arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port;
        Address = new Uri($"http://127.0.0.1:{port}/");
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Starts++;
        await WaitUntilReadyAsync();
    }

    // Any answer says that it is ready.
    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(s_patience);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(Address, limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                if (_process!.HasExited)
                {
                    throw new InvalidOperationException($"The handler has ended with {_process.ExitCode}: {Output}");
                }

                await Task.Delay(50, limit.Token);
            }
        }
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.Add(line);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
