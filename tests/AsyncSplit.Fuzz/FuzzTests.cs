using AsyncSplit.Fuzz.Running;
using Xunit.Abstractions;

namespace AsyncSplit.Fuzz;

/// <summary>Programs that nobody has thought of run split as they run natively.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    [Fact]
    public Task ProgramsOfKnownSeedsRunSplitAsTheyRunNatively() => RunAsync(new Options { From = 1, Count = 200 });

    [Fact]
    public Task ProgramsOfFreshSeedsRunSplitAsTheyRunNatively() => RunAsync(new Options { Time = TimeSpan.FromSeconds(15) });

    private async Task RunAsync(Options options)
    {
        await using var text = new StringWriter();
        var report = await Campaign.RunAsync(options, text);
        report.WriteTo(text);
        output.WriteLine(text.ToString());
        Assert.True(report.Failures == 0, text.ToString());
        Assert.True(report.Programs > 0, "No program was run.");
    }
}
