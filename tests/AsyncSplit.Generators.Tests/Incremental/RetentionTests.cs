using System.Runtime.CompilerServices;
using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Tests.Incremental;

public sealed class RetentionTests
{
    [Fact]
    public void TwoEditsLaterTheFirstCompilationIsGone()
    {
        var (driver, first) = EditTwice();
        for (var attempt = 0; attempt < 10 && first.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(first.IsAlive, "something in the pipeline, or a static, holds the first compilation");
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference First) EditTwice()
    {
        var compilation = TestCompilation.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts));
        var first = new WeakReference(compilation);
        var driver = GeneratorRun.Driver(compilation, tracksSteps: false).RunGenerators(compilation);
        foreach (var (text, replacement) in new[] { ("// Says what happened.", "// Says it."), ("Console.WriteLine(text);", "Console.Write(text);") })
        {
            compilation = compilation.Edit("Orders.cs", text, replacement);
            driver = driver.RunGenerators(compilation);
        }

        Assert.NotEmpty(driver.GetRunResult().GeneratedTrees);
        return (driver, first);
    }
}
