using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using AsyncSplit.Generators.Tests.Harness;
using AsyncSplit.Runtime;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Tests.Debugging;

public sealed class StackTraceTests
{
    private const string Source = """
        namespace Shop;

        public partial class Parcels(IPayments payments)
        {
            [Chainable]
            public async Task<int> SendAsync(int count)
            {
                await payments.RefundAsync("x");
                var half = 10 /
                    (count - count);
                return half;
            }
        }
        """;

    [Fact]
    public void AnExceptionInAResumedStepNamesTheUsersFileAndLine()
    {
        var frame = Frames(Source)[0];
        Assert.Equal("SendAsync_AfterRefundAsync", frame.GetMethod()!.Name);
        Assert.Equal(("Parcels.cs", 9), (frame.GetFileName(), frame.GetFileLineNumber()));
    }

    [Fact]
    public void LinesThatAreAddedAboveAreCounted() => Assert.Equal(12, Frames("\n\n\n" + Source)[0].GetFileLineNumber());

    [Fact]
    public void AnErrorInTheRepeatedTextIsReportedInTheUsersFile()
    {
        // Broken by hand: what compiles where it was written should compile where it is repeated.
        var run = GeneratorRun.Of(("Parcels.cs", Source), ("Contracts.cs", Shop.Contracts));
        var broken = run.Output.ReplaceSyntaxTree(
            run.Output.SyntaxTrees.Single(tree => tree.FilePath.Contains("Parcels.SendAsync", StringComparison.Ordinal)),
            TestCompilation.Parse(run.File("Parcels.SendAsync").Replace("return global::AsyncSplit.Runtime.Step.Return<int>(half)", "return half"), "Generated.cs"));
        var error = Assert.Single(broken.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal(("Parcels.cs", 10), (error.Location.GetMappedLineSpan().Path, error.Location.GetMappedLineSpan().StartLinePosition.Line));
    }

    private static StackFrame[] Frames(string source)
    {
        var symbols = DebugSymbols.Of(GeneratorRun.Of(("Parcels.cs", source), ("Contracts.cs", Shop.Contracts)));
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            var assembly = context.LoadFromStream(new MemoryStream(symbols.Assembly), new MemoryStream(symbols.Symbols));
            var type = assembly.GetType("Shop.Parcels")!;
            var state = type.GetNestedType("SendAsyncChain", BindingFlags.NonPublic)!.GetNestedType("AfterRefundAsync", BindingFlags.NonPublic)!;
            var step = type.GetMethod("SendAsync_AfterRefundAsync", BindingFlags.Instance | BindingFlags.NonPublic)!;
            var thrown = Assert.Throws<TargetInvocationException>(() => step.Invoke(Activator.CreateInstance(type, [null]), [Activator.CreateInstance(state, 1), default(Resumed)]));
            return new StackTrace(Assert.IsType<DivideByZeroException>(thrown.InnerException), fNeedFileInfo: true).GetFrames();
        }
        finally
        {
            context.Unload();
        }
    }
}
