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

    [Theory]
    [InlineData("_Start", 1)]
    [InlineData("_AfterRefundAsync", 2)]
    [InlineData("_AfterRefundAsync", 3)]
    [InlineData("_AfterRefundAsync", 4)]
    [InlineData("_AfterRefundAsync", 5)]
    [InlineData("_AfterRefundAsync", 6)]
    public void EveryPlaceThatThrowsIsNamed(string entryPoint, int place)
    {
        // What is left behind the many awaits is a method that the entry points share.
        var source = Places.Replace("/*more*/", string.Concat(Enumerable.Range(0, 30).Select(_ => "\n        if (place > 100)\n        {\n            await payments.RefundAsync(\"y\");\n        }\n")), StringComparison.Ordinal);
        var line = source[..source.IndexOf($"/*{place}*/", StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
        var frames = Frames(source, entryPoint, place);
        Assert.Contains(frames, frame => frame.GetFileName() == "Parcels.cs" && frame.GetFileLineNumber() == line);
        Assert.DoesNotContain(frames, frame => frame.GetFileName()?.EndsWith(".g.cs", StringComparison.Ordinal) == true);
        Assert.Equal(place == 6, frames.Any(frame => frame.GetMethod()!.Name.StartsWith("SendAsync_From", StringComparison.Ordinal)));
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

    private const string Places = """
        namespace Shop;

        public partial class Parcels(IPayments payments)
        {
            [Chainable]
            public async Task<int> SendAsync(int place)
            {
                Check(place, /*1*/ 1);
                await payments.RefundAsync("x");
                var numbers = new[] { 1 }.Select(_ =>
                    Check(place, /*2*/ 2)).ToList(); // a lambda's body is a stop of its own
                try
                {
                    if (place is 3 or 5)
                    {
                        throw new ArgumentException("caught");
                    }
                }
                catch (ArgumentException)
                {
                    Console.Write(1);
                    Check(place, /*3*/ 3);
                    if (place > 100)
                    {
                        await payments.RefundAsync("z");
                    }
                }
                finally
                {
                    Check(place, /*5*/ 5);
                }

                numbers[0] = /*4*/
                    Check(place, 4);
                /*more*/
                Console.Write(2);
                return numbers[0] + /*6*/
                    Check(place, 6);
            }

            private static int Check(int place, int here) => place == here ? throw new DivideByZeroException() : here;
        }
        """;

    private static StackFrame[] Frames(string source, string entryPoint = "_AfterRefundAsync", int argument = 1)
    {
        var symbols = DebugSymbols.Of(GeneratorRun.Of(("Parcels.cs", source), ("Contracts.cs", Shop.Contracts)));
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            var assembly = context.LoadFromStream(new MemoryStream(symbols.Assembly), new MemoryStream(symbols.Symbols));
            var type = assembly.GetType("Shop.Parcels")!;
            var state = type.GetNestedType("SendAsyncChain", BindingFlags.NonPublic)!.GetNestedType("AfterRefundAsync", BindingFlags.NonPublic)!;
            var step = type.GetMethod("SendAsync" + entryPoint, BindingFlags.Instance | BindingFlags.NonPublic)!;
            object[] arguments = entryPoint == "_Start" ? [argument] : [Activator.CreateInstance(state, argument)!, default(Resumed)];
            var thrown = Assert.Throws<TargetInvocationException>(() => step.Invoke(Activator.CreateInstance(type, [null]), arguments));
            return new StackTrace(Assert.IsType<DivideByZeroException>(thrown.InnerException), fNeedFileInfo: true).GetFrames();
        }
        finally
        {
            context.Unload();
        }
    }
}
