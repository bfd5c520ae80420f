using System.Diagnostics;
using System.Runtime.InteropServices;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.Emulators;

namespace AsyncSplit.AwsLambda.Tests.Bootstraps;

[NeedsEmulators]
public sealed class NativeTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    private readonly string _directory = Directory.CreateTempSubdirectory("asyncsplit-bootstrap-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [NativeFact]
    public async Task PublishedAsMachineCodeItCompilesWithoutAWarningAndRunsItsSteps()
    {
        var (published, log) = await PublishAsync();
        Assert.True(published == 0, log);
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);

        await using var api = await FakeRuntimeApi.StartAsync();
        using var sqs = await AwsEmulators.SqsAsync();
        var chain = await GreetingChain.CreateAsync(sqs);
        using var bootstrap = await BootstrapProcess.StartAsync([Path.Combine(_directory, "bootstrap")], api, chain.Queues);
        await chain.RunAsync(api);
        bootstrap.Terminate();
        Assert.Equal(0, await bootstrap.ExitCodeAsync());
    }

    private async Task<(int ExitCode, string Output)> PublishAsync()
    {
        var project = Path.Combine(Root(), "tests", "AsyncSplit.AwsLambda.Bootstrap", "AsyncSplit.AwsLambda.Bootstrap.csproj");
        string[] arguments = ["publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:Native=true", "-o", _directory, "-v", "q", "-nodeReuse:false"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
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

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AsyncSplit.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run in the repository.");
        }

        return folder;
    }
}
