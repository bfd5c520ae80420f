using System.Diagnostics;
using System.Text;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.Emulators;

namespace AsyncSplit.AwsLambda.Tests.Bootstraps;

/// <summary>A bootstrap as a process of its own, with SQS on an emulator. Killed with the test if it has not ended.</summary>
internal sealed class BootstrapProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private BootstrapProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <param name="program">The program and its arguments.</param>
    /// <param name="api">The Runtime API.</param>
    /// <param name="queues">What stands before the functions' names in the queues' URLs; null for no such variable.</param>
    public static async Task<BootstrapProcess> StartAsync(string[] program, FakeRuntimeApi api, string? queues)
    {
        var start = new ProcessStartInfo(program[0], program[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        start.Environment["_HANDLER"] = "Greetings-GreetAsync";
        start.Environment["ASYNCSPLIT_QUEUES"] = queues;
        start.Environment["AWS_REGION"] = "us-east-1";
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_ENDPOINT_URL_SQS"] = (await SqsEmulator.Shared).Address(SqsEmulator.Port).ToString();
        return new BootstrapProcess(new Process { StartInfo = start });
    }

    /// <summary>As Lambda, and whatever runs containers, ends a process.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExit();

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
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

    private void Hear(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
