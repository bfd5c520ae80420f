namespace AsyncSplit.Packages.Tests;

/// <summary>A project that has turned on all that the SDK can complain about, as errors: every analyzer, code style, documentation, checked arithmetic, trimming and AOT.</summary>
[Collection(nameof(PackedRepository))]
public sealed class StrictProjectTests(PackedRepository repository)
{
    [Fact]
    public async Task NothingThatIsGeneratedFailsTheBuild()
    {
        var project = repository.CopyOutside("Strict");

        var output = await repository.DotnetAsync(project, "build", "-p:EmitCompilerGeneratedFiles=true");

        Assert.Contains("0 Warning(s)", output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(project, "obj"), "Orders.PlaceAsync.*.g.cs", SearchOption.AllDirectories));
    }

    /// <summary>The build would have failed on the same in a file of the user's.</summary>
    [Fact]
    public async Task TheSameSettingsFailTheBuildOfCodeThatIsNotClean()
    {
        var project = repository.CopyOutside("Strict");
        await File.WriteAllTextAsync(Path.Combine(project, "Unclean.cs"), """
            namespace Strict;

            /// <summary>Not clean.</summary>
            public class Unclean
            {
                /// <summary>Waits without saying where to go on.</summary>
                public async System.Threading.Tasks.Task WaitAsync() => await System.Threading.Tasks.Task.Delay(1);
            }
            """);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => repository.DotnetAsync(project, "build"));

        Assert.Contains("Unclean.cs(7", failure.Message, StringComparison.Ordinal);
        Assert.Contains("error CA2007", failure.Message, StringComparison.Ordinal);
    }
}
