using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AsyncSplit.Tests.Shared;

/// <summary>Publishes programs as machine code, and runs them.</summary>
internal static class NativeProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    /// <summary>Why nothing can be compiled to machine code here; null where it can.</summary>
    public static string? Missing { get; } = OperatingSystem.IsLinux() && HasLinker() ? null : "Native AOT needs a linker: on Debian, apt-get install clang zlib1g-dev.";

    /// <summary>Publishes a project of the repository that has <c>PublishAot</c> where <c>Native</c> is true.</summary>
    /// <param name="project">Its path from the root.</param>
    /// <param name="directory">Where the program goes.</param>
    public static Task<(int ExitCode, string Output)> PublishAsync(string project, string directory) => RunAsync(
        "dotnet", ["publish", Path.Combine(RepositoryRoot.Path, project), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:Native=true", "-o", directory, "-v", "q", "-nodeReuse:false"]);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments)
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

    private static bool HasLinker() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
}
