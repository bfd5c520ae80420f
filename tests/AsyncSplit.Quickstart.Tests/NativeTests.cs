using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AsyncSplit.Quickstart.Tests;

public sealed class NativeTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    private readonly string _directory = Directory.CreateTempSubdirectory("asyncsplit-native-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [NativeFact]
    public async Task PublishedAsMachineCodeItCompilesWithoutAWarningAndRunsItsChains()
    {
        var project = Path.Combine(Root(), "samples", "Quickstart", "Quickstart.csproj");
        var (published, log) = await RunAsync(
            "dotnet", ["publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:Native=true", "-o", _directory, "-v", "q", "-nodeReuse:false"]);
        Assert.True(published == 0, log);
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);

        var (ran, output) = await RunAsync(Path.Combine(_directory, "Quickstart"), ["--chains", Path.Combine(_directory, "chains.db")]);

        Assert.True(ran == 0, output);
        Assert.Contains("ada has paid 12.60", output, StringComparison.Ordinal);
        Assert.Contains("the card of ben is not good for 180.00; the goods go back", output, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AsyncSplit.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run in the repository.");
        }

        return folder;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(s_patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }
}
