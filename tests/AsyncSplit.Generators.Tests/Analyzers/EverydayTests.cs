using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Tests.Analyzers;

/// <summary>
/// Handlers as users write them: over HTTP, with a database, loggers and options, with what the language has to offer. A comment before each says
/// which rules are to report in it, and none but these may; that an await is opaque (SPLIT201) is left out.
/// </summary>
public sealed class EverydayTests
{
    private const string Folder = "tests/AsyncSplit.Generators.Tests/Analyzers/Everyday";
    private const string Expect = "// expect";

    private static readonly CSharpCompilation s_compilation = TestCompilation.Of([.. Repository.FilesIn(Folder).Order(StringComparer.Ordinal).Select(file => (file, Repository.Read($"{Folder}/{file}")))])
        .WithOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static readonly Lazy<IReadOnlyList<Diagnostic>> s_found = new(() => AnalyzerRun.Analyze(s_compilation));

    public static TheoryData<string> Handlers => [.. Methods().Select(method => method.Identifier.ValueText)];

    [Fact]
    public void TheFilesCompile() => Assert.DoesNotContain(s_compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    [Theory]
    [MemberData(nameof(Handlers))]
    public void WhatIsReportedIsWhatIsExpected(string handler)
    {
        var method = Methods().Single(method => method.Identifier.ValueText == handler);
        var expected = Expectation(method)![Expect.Length..].Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries).Where(word => word != "nothing");
        var found = s_found.Value.Where(diagnostic => diagnostic.Id != "SPLIT201" && diagnostic.Location.SourceTree == method.SyntaxTree && method.Span.Contains(diagnostic.Location.SourceSpan));
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatIsNotRefusedCompilesWhenItIsSplit()
    {
        var driver = GeneratorRun.Driver(s_compilation, tracksSteps: false).RunGeneratorsAndUpdateCompilation(s_compilation, out var output, out _);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        Assert.DoesNotContain(output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static IEnumerable<MethodDeclarationSyntax> Methods() =>
        s_compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()).Where(method => Expectation(method) is not null);

    private static string? Expectation(MethodDeclarationSyntax method) =>
        method.GetLeadingTrivia().Select(trivia => trivia.ToString()).LastOrDefault(text => text.StartsWith(Expect, StringComparison.Ordinal));
}
