using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AsyncSplit.Quickstart.AwsLambda.Tests;

/// <summary>The sample, published as machine code once for all tests, and built as it is with them; and its template for each granularity.</summary>
public sealed class Publications : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);
    private static readonly string s_project = Path.Combine(Root(), "samples", "Quickstart.AwsLambda");

    private readonly string _folder = Directory.CreateTempSubdirectory("asyncsplit-lambda-story-").FullName;
    private readonly Lazy<Task<string>> _native;

    public Publications() => _native = new Lazy<Task<string>>(PublishAsync);

    /// <summary>The assembly, as it was built with the tests.</summary>
    public static string Managed { get; } = Path.Combine(s_project, "bin", AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0", "Quickstart.AwsLambda.dll");

    /// <summary>The template that this build has written.</summary>
    public static string Template { get; } = Path.Combine(Path.GetDirectoryName(Managed)!, "asyncsplit", "template.yaml");

    /// <summary>The folder with the executable <c>bootstrap</c>, of machine code.</summary>
    public Task<string> NativeAsync() => _native.Value;

    /// <summary>The template that a build with other properties writes.</summary>
    public async Task<string> TemplateAsync(string granularity, string delivery)
    {
        await _native.Value;
        var folder = Path.Combine(_folder, $"{granularity}-{delivery}") + "/";
        await RunAsync("build", s_project, "-c", "Release", "--no-restore", "--no-dependencies", $"-p:AsyncSplitGranularity={granularity}", $"-p:AsyncSplitDelivery={delivery}", $"-p:AsyncSplitDeploymentFolder={folder}", "-v", "q", "-nodeReuse:false");
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

    private async Task<string> PublishAsync()
    {
        var folder = Path.Combine(_folder, "native");
        var log = await RunAsync("publish", s_project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:Native=true", "-o", folder, "-v", "q", "-nodeReuse:false");
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
