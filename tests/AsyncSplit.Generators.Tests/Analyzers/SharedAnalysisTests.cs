using System.Collections.Concurrent;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting;
using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Tests.Analyzers;

/// <summary>The analyzer writes no entry points, and refuses all the same exactly what the generator does not emit.</summary>
public sealed class SharedAnalysisTests
{
    [Theory]
    [InlineData("public async Task GoAsync() { var n = 0; again: n++; int.TryParse(\"1\", out var late); other: await payments.RefundAsync(\"x\"); if (n < 3) { goto again; } if (late < 3) { goto other; } }", "goto")]
    [InlineData("public async Task<int> GoAsync() { var n = new int[2]; ref var one = ref n[0]; one = 2; await payments.RefundAsync(\"x\"); return one; }", "'one'")]
    [InlineData("public async Task<int> GoAsync() { var n = 1; var one = new { N = n++, Q = await payments.ChargeAsync(\"x\", n) }; await payments.RefundAsync(\"x\"); return one.N; }", "'one'")]
    [InlineData("public async Task<int> GoAsync(int[] a) { var all = a.Select(x => new { X = x }).ToList(); if (a.Length > 2) { all = null; await payments.RefundAsync(\"x\"); all = a.Select(x => new { X = 2 }).ToList(); } return all.Count; }", "anonymous")]
    public void WhatOnlyWritingShowsIsRefusedByBoth(string method, string part)
    {
        var compilation = AnalyzerRun.Compile($$"""
            #pragma warning disable CS8600, CS8602
            using Shop;
            partial class Orders(IPayments payments) { [Chainable] {{method}} }
            """);
        var (generated, advised) = Refusals(compilation).Single();
        Assert.Equal(generated, advised);
        Assert.Contains(part, Assert.Single(generated), StringComparison.Ordinal);
    }

    [Fact]
    public void OfAllConformanceCasesTheSameAreRefused()
    {
        var files = Repository.FilesIn("tests/AsyncSplit.Conformance/Cases").Select(file => (Path: file, Source: Repository.Read($"tests/AsyncSplit.Conformance/Cases/{file}")));
        var compilation = TestCompilation.Of([("ImplicitUsings.cs", "global using System.IO; global using System.Net.Http;"), ("Support.cs", Repository.Read("tests/AsyncSplit.Conformance/Support.cs")), .. files]);
        Assert.All(Refusals(compilation), pair => Assert.Equal(pair.Generator, pair.Analyzer));
    }

    [Fact]
    public void HandlersThatAreAnalysedAtTheSameTimeDoNotDisturbEachOther()
    {
        var compilation = Handlers(40);
        var alone = Methods(compilation).Select(method => Text(Advise(compilation, method))).ToList();
        for (var round = 0; round < 5; round++)
        {
            // A new compilation has no codecs yet: the handlers meet while they are being found.
            var fresh = compilation.Clone();
            var found = new ConcurrentDictionary<int, string>();
            var methods = Methods(fresh);
            Parallel.For(0, methods.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index => found[index] = Text(Advise(fresh, methods[index])));
            Assert.Equal(alone, Enumerable.Range(0, methods.Count).Select(index => found[index]));
        }
    }

    [Fact]
    public void AnAnalysisThatIsNotWantedAnyMoreEnds()
    {
        var compilation = Handlers(1);
        var method = Methods(compilation)[0];
        var semantics = compilation.GetSemanticModel(method.SyntaxTree);
        var symbol = semantics.GetDeclaredSymbol(method)!;
        Assert.Throws<OperationCanceledException>(() => HandlerAnalysis.Advise(symbol, method, semantics, new CancellationToken(canceled: true)));

        // In the midst of it, too: it is looked at again and again, and ends long before the analysis would.
        var steps = 0;
        for (var after = TimeSpan.Zero; after < TimeSpan.FromMilliseconds(20); after += TimeSpan.FromMilliseconds(0.5))
        {
            using var source = new CancellationTokenSource(after);
            try
            {
                HandlerAnalysis.Advise(symbol, method, semantics, source.Token);
            }
            catch (OperationCanceledException)
            {
                steps++;
            }
        }

        Assert.True(steps > 0);
        Assert.NotEmpty(HandlerAnalysis.Advise(symbol, method, semantics, CancellationToken.None));
    }

    private static CSharpCompilation Handlers(int count) => AnalyzerRun.Compile($$"""
        using Shop;
        record Part<T>(T Value, Part<T>? Next, System.IO.Stream? Source);
        partial class Orders(IPricing pricing, IPayments payments)
        {
            private int _last;
        {{string.Join("\n", Enumerable.Range(0, count).Select(index => $$"""
                [Chainable] public async Task<int> Go{{index}}Async(string sku)
                {
                    var part = new Part<{{(index % 2 == 0 ? "int" : "string")}}>(default!, null, null);
                    var all = new List<Quote>();
                    _last = {{index}};
                    foreach (var name in new[] { sku, "{{index}}" })
                    {
                        try { all.Add(await pricing.QuoteAsync(name, {{index}})); }
                        catch (InvalidOperationException) { await payments.RefundAsync(part.ToString()); }
                    }

                    await Task.Delay({{index}});
                    return _last + all.Count;
                }
            """))}}
        }
        """);

    private static IEnumerable<(IReadOnlyList<string> Generator, IReadOnlyList<string> Analyzer)> Refusals(CSharpCompilation compilation) =>
        Methods(compilation).Select(method =>
        {
            var semantics = compilation.GetSemanticModel(method.SyntaxTree);
            return (Refusals(HandlerAnalysis.Analyze(semantics.GetDeclaredSymbol(method)!, method, semantics, CancellationToken.None).Problems), Refusals(Advise(compilation, method)));
        });

    private static List<MethodDeclarationSyntax> Methods(CSharpCompilation compilation) =>
        [.. compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()).Where(method =>
            (method.Body is not null || method.ExpressionBody is not null) && compilation.GetSemanticModel(method.SyntaxTree).GetDeclaredSymbol(method) is { ContainingType.TypeKind: not TypeKind.Interface } symbol && Chainables.IsChainable(symbol))];

    private static IReadOnlyList<Problem> Advise(CSharpCompilation compilation, MethodDeclarationSyntax method)
    {
        var semantics = compilation.GetSemanticModel(method.SyntaxTree);
        return HandlerAnalysis.Advise(semantics.GetDeclaredSymbol(method)!, method, semantics, CancellationToken.None);
    }

    private static IReadOnlyList<string> Refusals(IEnumerable<Problem> problems) => [.. problems.Where(problem => Descriptors.IsRefusal(problem.RuleId)).Select(Text)];

    private static string Text(IEnumerable<Problem> problems) => string.Join("\n", problems.Select(Text));

    private static string Text(Problem problem) => $"{problem.RuleId} {problem.Location.SourceSpan} {problem.Text}";
}
