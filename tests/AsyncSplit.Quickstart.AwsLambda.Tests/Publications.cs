using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AsyncSplit.Quickstart.AwsLambda.Tests;

/// <summary>The sample, published once for all tests: as machine code, and as assemblies that <c>dotnet</c> runs; and its template for each granularity.</summary>
public sealed class Publications : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    private readonly string _folder = Directory.CreateTempSubdirectory("asyncsplit-lambda-story-").FullName;
    private readonly Lazy<Task<string>> _native;
    private readonly Lazy<Task<string>> _managed;

    public Publications()
    {
        _native = new Lazy<Task<string>>(() => PublishAsync("native", "-r", RuntimeInformation.RuntimeIdentifier, "-p:Native=true"));
        _managed = new Lazy<Task<string>>(() => PublishAsync("managed"));
    }

    private static string Project { get; } = Path.Combine(Root(), "samples", "Quickstart.AwsLambda", "Quickstart.AwsLambda.csproj");

    /// <summary>The folder with the executable <c>bootstrap</c>, of machine code.</summary>
    public Task<string> NativeAsync() => _native.Value;

    /// <summary>The assembly.</summary>
    public async Task<string> ManagedAsync() => Path.Combine(await _managed.Value, "Quickstart.AwsLambda.dll");

    /// <summary>The template that a build of that granularity writes.</summary>
    public async Task<string> TemplateAsync(string granularity, string delivery)
    {
        await _managed.Value;
        var folder = Path.Combine(_folder, $"{granularity}-{delivery}") + "/";
        await RunAsync("build", Project, "-c", "Release", "--no-restore", $"-p:AsyncSplitGranularity={granularity}", $"-p:AsyncSplitDelivery={delivery}", $"-p:AsyncSplitDeploymentFolder={folder}", "-v", "q", "-nodeReuse:false");
        return Path.Combine(folder, "template.yaml");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AsyncSplit.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run in the repository.");
        }

        return folder;
    }

    private async Task<string> PublishAsync(string name, params string[] arguments)
    {
        var folder = Path.Combine(_folder, name);
        var log = await RunAsync(["publish", Project, "-c", "Release", "-o", folder, "-v", "q", "-nodeReuse:false", .. arguments]);
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);
        return folder;
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
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

        var log = await output + await errors;
        Assert.True(process.ExitCode == 0, log);
        return log;
    }
}
