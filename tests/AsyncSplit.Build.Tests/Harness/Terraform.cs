using System.Diagnostics;

namespace AsyncSplit.Build.Tests.Harness;

/// <summary>Runs Terraform without the network.</summary>
internal static class Terraform
{
    /// <summary>The program; null where it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "terraform")).FirstOrDefault(File.Exists);

    /// <summary>A folder of providers: what TF_PLUGINS names, or a <c>tf-plugins</c> in one of the root's folders; null where there is none.</summary>
    public static string? Plugins { get; } =
        new[] { Environment.GetEnvironmentVariable("TF_PLUGINS") }.Concat(Directory.EnumerateDirectories("/").Select(folder => Path.Combine(folder, "tf-plugins"))).FirstOrDefault(folder => folder is { Length: > 0 } && Directory.Exists(folder));

    /// <summary>Initialises a folder with the installed provider and validates what is in it.</summary>
    /// <returns>What Terraform said.</returns>
    public static async Task<string> ValidateAsync(string folder)
    {
        await RunAsync(folder, "init", "-backend=false", "-input=false", $"-plugin-dir={Plugins}");
        return await RunAsync(folder, "validate", "-json");
    }

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, [.. arguments, "-no-color"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{await output}\n{await error}");
        return await output;
    }
}
