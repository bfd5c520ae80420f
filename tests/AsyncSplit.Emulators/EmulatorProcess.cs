using System.Diagnostics;
using System.Globalization;

namespace AsyncSplit.Emulators;

/// <summary>A running emulator, on free ports of the loopback address. It ends when it is disposed of, and with the process that has started it, however that ends.</summary>
public sealed class EmulatorProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Dictionary<int, int> _ports = [];
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource _isListening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _portCount;

    private EmulatorProcess(ProcessStartInfo start, int portCount)
    {
        _portCount = portCount;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _isListening.TrySetException(new InvalidOperationException($"The emulator has ended: {Output}"));
    }

    /// <summary>What it has written so far.</summary>
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

    /// <summary>Starts one, and waits until it takes connections.</summary>
    /// <param name="script">The script, from the package's name on.</param>
    /// <param name="usualPorts">The ports that it would listen on by itself. It gets others.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<EmulatorProcess> StartAsync(string script, IReadOnlyCollection<int> usualPorts, params IEnumerable<string> arguments)
    {
        var preload = Path.Combine(AppContext.BaseDirectory, "emulator.cjs");
        var emulator = new EmulatorProcess(
            new ProcessStartInfo(EmulatorModules.Node, ["--no-warnings", "--require", preload, EmulatorModules.File(script), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetTempPath(),
            },
            usualPorts.Count);
        try
        {
            await emulator.StartAsync().WaitAsync(s_patience);
            return emulator;
        }
        catch (TimeoutException)
        {
            emulator.Dispose();
            throw new TimeoutException($"{script} does not listen on {string.Join(", ", usualPorts)}: {emulator.Output}");
        }
    }

    /// <summary>Where it takes connections.</summary>
    /// <param name="usualPort">The port that it would listen on by itself.</param>
    public Uri Address(int usualPort) => new($"http://127.0.0.1:{_ports[usualPort].ToString(CultureInfo.InvariantCulture)}/");

    public void Dispose()
    {
        try
        {
            _process.Kill();
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It has not been started, or has ended by itself.
        }

        _process.Dispose();
    }

    private Task StartAsync()
    {
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return _isListening.Task;
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
            if (line.Split(' ') is ["@listening", var usual, var actual])
            {
                _ports[int.Parse(usual, CultureInfo.InvariantCulture)] = int.Parse(actual, CultureInfo.InvariantCulture);
                if (_ports.Count == _portCount)
                {
                    _isListening.TrySetResult();
                }
            }
        }
    }
}
