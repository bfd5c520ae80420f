using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>A program that is stopped, continued and killed together with what it has started.</summary>
internal sealed partial class ProcessGroup : IDisposable
{
    // In a session of its own, a process leads a group whose number is its own.
    public const string Setsid = "/usr/bin/setsid";

    private static readonly int s_stop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int s_continue = OperatingSystem.IsMacOS() ? 19 : 18;

    private readonly Process _process;
    private readonly Guard? _guard;

    private ProcessGroup(Process process, Guard? guard)
    {
        (_process, _guard) = (process, guard);
        guard?.Add(process.Id);
    }

    /// <summary>Whether a process can be given a group of its own. If not (macOS), signals go to the process alone.</summary>
    public static bool AreThere { get; } = File.Exists(Setsid);

    public static ProcessGroup Start(IReadOnlyList<string> command, string folder, IEnumerable<KeyValuePair<string, string>> environment, Guard? guard, Action<string> log)
    {
        string[] all = [.. AreThere ? [Setsid] : Array.Empty<string>(), .. command];
        var start = new ProcessStartInfo(all[0], all[1..]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        DataReceivedEventHandler read = (_, line) =>
        {
            if (line.Data is { } text)
            {
                log(text);
            }
        };
        process.OutputDataReceived += read;
        process.ErrorDataReceived += read;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return new ProcessGroup(process, guard);
    }

    /// <summary>Waits for the end of the program, and gives its exit code.</summary>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);

        // What it has started goes with it.
        Kill();
        _guard?.Remove(_process.Id);
        return _process.ExitCode;
    }

    public void Stop() => Send(s_stop);

    public void Continue() => Send(s_continue);

    public void Kill() => Send(9);

    public void Dispose() => _process.Dispose();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int target, int signal);

    private void Send(int signal)
    {
        // One that has only just been started leads no group yet.
        if (AreThere && TrySend(-_process.Id, signal))
        {
            return;
        }

        if (!_process.HasExited)
        {
            TrySend(_process.Id, signal);
        }
    }

    private static bool TrySend(int target, int signal)
    {
        const int NoSuchProcess = 3;
        return SendSignal(target, signal) == 0 || (Marshal.GetLastPInvokeError() is var error && error == NoSuchProcess ? false : throw new Win32Exception(error));
    }
}
