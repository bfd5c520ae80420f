using System.Runtime.InteropServices;

namespace AsyncSplit.Quickstart.AwsLambda.Tests;

/// <summary>The sample, published as machine code once for all tests, and built as it is with them; and its template for each granularity.</summary>
public sealed class Publications : IDisposable
{
    private const string Project = "samples/Quickstart.AwsLambda";

    private static readonly string s_project = Path.Combine(RepositoryRoot.Path, Project);

    private readonly string _folder = Directory.CreateTempSubdirectory("asyncsplit-lambda-story-").FullName;
    private readonly Lazy<Task<string>> _native;

    public Publications() => _native = new Lazy<Task<string>>(PublishAsync);

    /// <summary>The assembly, as it was built with the tests.</summary>
    public static string Managed { get; } = Path.Combine(s_project, "bin", RepositoryRoot.Configuration, "net10.0", "Quickstart.AwsLambda.dll");

    /// <summary>The template that this build has written.</summary>
    public static string Template { get; } = Path.Combine(Path.GetDirectoryName(Managed)!, "asyncsplit", "template.yaml");

    /// <summary>What the publishing has packed for the AWS files.</summary>
    public static string Package { get; } = Path.Combine(s_project, "bin", "Release", "net10.0", RuntimeInformation.RuntimeIdentifier, "asyncsplit", "package.zip");

    /// <summary>The folder with the executable <c>bootstrap</c>, of machine code.</summary>
    public Task<string> NativeAsync() => _native.Value;

    /// <summary>The template that a build with other properties writes.</summary>
    public async Task<string> TemplateAsync(string granularity, string delivery)
    {
        await _native.Value;
        var folder = Path.Combine(_folder, $"{granularity}-{delivery}") + "/";
        Succeeded(await NativeProgram.RunAsync("dotnet", ["build", s_project, "-c", "Release", "--no-restore", "--no-dependencies", $"-p:AsyncSplitGranularity={granularity}", $"-p:AsyncSplitDelivery={delivery}", $"-p:AsyncSplitDeploymentFolder={folder}", "-v", "q", "-nodeReuse:false"]));
        return Path.Combine(folder, "template.yaml");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> PublishAsync()
    {
        var folder = Path.Combine(_folder, "native");
        var log = Succeeded(await NativeProgram.PublishAsync(Project, folder));
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);
        return folder;
    }

    private static string Succeeded((int ExitCode, string Output) process)
    {
        Assert.True(process.ExitCode == 0, process.Output);
        return process.Output;
    }
}
