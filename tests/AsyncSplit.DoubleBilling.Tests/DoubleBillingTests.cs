using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using AsyncSplit.Emulators;

namespace AsyncSplit.DoubleBilling.Tests;

/// <summary>The claim: whoever waits synchronously is billed at every level, and whoever is split is not. The sample is run as its user runs it, with short waits.</summary>
[NeedsEmulators]
public sealed class DoubleBillingTests
{
    // Tests share the machine, so that a time is no test of theirs: docs/double-billing.md has the ratio of a quiet one. Whoever is billed for waiting has several times the work.
    private const double LeastWithWaiting = 4;
    private const double MostWithoutWaiting = 2;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task WhatIsSplitIsBilledForItsWorkAloneAndWhatWaitsByItsDepth()
    {
        var folder = Directory.CreateTempSubdirectory("asyncsplit-billing-").FullName;
        try
        {
            var figures = await RunAsync(folder);
            Assert.InRange(RatioOf(figures.GetProperty("split")), 1, MostWithoutWaiting);
            Assert.InRange(RatioOf(figures.GetProperty("synchronous")), LeastWithWaiting, double.MaxValue);
            CheckDepths([.. figures.GetProperty("depths").EnumerateArray()]);
            Assert.All(["double-billing.svg", "double-billing-depth.svg"], picture => Assert.Equal("svg", XDocument.Load(Path.Combine(folder, picture)).Root!.Name.LocalName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Each level that waits adds the whole time of the job, and all that is below it; each level that is split adds its own work.
    private static void CheckDepths(List<JsonElement> depths)
    {
        foreach (var (above, below) in depths.Zip(depths.Skip(1)))
        {
            var levels = below.GetProperty("depth").GetInt32() - above.GetProperty("depth").GetInt32();
            Assert.True(WaitedOf(below, "synchronous") - WaitedOf(above, "synchronous") > levels * 1000, $"{above} {below}");
            Assert.True(WaitedOf(below, "split") * 4 < WaitedOf(below, "synchronous"), $"{below}");
        }
    }

    private static double WaitedOf(JsonElement depth, string way) => depth.GetProperty(way) is var run ? run.GetProperty("billedMilliseconds").GetDouble() - run.GetProperty("activeMilliseconds").GetDouble() : 0;

    private static double RatioOf(JsonElement run) => run.GetProperty("billedOverActive").GetDouble();

    private static async Task<JsonElement> RunAsync(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program(), "--quick", "--pictures", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
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

        Assert.True(process.ExitCode == 0, await output + await errors);
        return JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "double-billing.json"))).RootElement;
    }

    // Built with the tests, in the same configuration.
    private static string Program() => Path.Combine(RepositoryRoot.Path, "samples", "DoubleBilling", "bin", RepositoryRoot.Configuration, "net10.0", "DoubleBilling.dll");
}
