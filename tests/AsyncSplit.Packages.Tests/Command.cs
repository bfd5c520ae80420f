using System.Diagnostics;

namespace AsyncSplit.Packages.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    /// <summary>Gives what it wrote to standard output.</summary>
    /// <exception cref="InvalidOperationException">It failed, or did not end in time. The message has all that it wrote.</exception>
    public static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        ForgetTheBuildAround(start.Environment);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        if (limit.IsCancellationRequested || process.ExitCode != 0)
        {
            var end = limit.IsCancellationRequested ? $"did not end within {TimeLimit.TotalMinutes} minutes" : $"ended with {process.ExitCode}";
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} {end}:\n{await output}\n{await error}");
        }

        return await output;
    }

    /// <summary>
    /// A build that is started by a test that is started by a build is to be a build of its own. Nor may it leave servers behind:
    /// they would hold the pipes of this process open.
    /// </summary>
    private static void ForgetTheBuildAround(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            environment.Remove(name);
        }

        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["UseSharedCompilation"] = "false";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
    }
}
