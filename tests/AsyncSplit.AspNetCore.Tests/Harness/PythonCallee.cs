using System.Diagnostics;

namespace AsyncSplit.AspNetCore.Tests.Harness;

/// <summary>callee.py, as a process.</summary>
internal sealed class PythonCallee : IDisposable
{
    private readonly Process _process;

    private PythonCallee(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<PythonCallee> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "callee.py")]) { RedirectStandardOutput = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var port = await process.StandardOutput.ReadLineAsync(limit.Token);
        return new PythonCallee(process, new Uri($"http://127.0.0.1:{port}/"));
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
