using System.Diagnostics;

namespace AsyncSplit.Kills;

/// <summary>A process of this program that runs steps until it is killed.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process _process;

    private Worker(Process process) => _process = process;

    public static async Task<Worker> StartAsync(string program, KillStore store, KillOptions options)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "worker", store.ConnectionString, $"{options.Steps}", $"{options.Work}"]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync();
        return line == KillProgram.Started ? new Worker(process) : throw new InvalidOperationException($"The worker says: {line}");
    }

    /// <summary>SIGKILL: nothing of it gets to do anything any more.</summary>
    /// <returns>Whether that is what ended it.</returns>
    public async Task<bool> KillAsync()
    {
        var ran = !_process.HasExited;
        _process.Kill();
        await _process.WaitForExitAsync();
        return ran && (OperatingSystem.IsWindows() || _process.ExitCode == 137);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
