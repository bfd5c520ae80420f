using System.Diagnostics;
using Quickstart.Shop;

namespace AsyncSplit.Quickstart.Tests;

/// <summary>The Quickstart as its user runs it, with its output redirected. Killed with the test if it has not ended.</summary>
internal sealed class QuickstartProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly List<string> _lines = [];
    private readonly Process _process;

    public QuickstartProcess(string file)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Orders).Assembly.Location, "--chains", file]) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        _process = Process.Start(start)!;
    }

    /// <summary>What has been read of its output.</summary>
    public string Output => string.Join('\n', _lines);

    public int ExitCode => _process.ExitCode;

    /// <summary>Reads up to the <paramref name="count"/>th line that contains <paramref name="text"/>.</summary>
    public async Task ReadToAsync(string text, int count = 1)
    {
        for (var left = count; left > 0;)
        {
            var line = await ReadLineAsync() ?? throw new InvalidOperationException($"It has ended without '{text}':\n{Output}");
            left -= line.Contains(text, StringComparison.Ordinal) ? 1 : 0;
        }
    }

    /// <summary>Reads to the end of the program.</summary>
    public async Task ReadToEndAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }

        await _process.WaitForExitAsync().WaitAsync(s_patience);
    }

    /// <summary>Without a warning.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
    }

    /// <summary>As a service manager does it, and in effect as Ctrl-C does. Not on Windows.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExit();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        if (line is not null)
        {
            _lines.Add(line);
        }

        return line;
    }
}
