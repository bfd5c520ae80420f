using System.Collections.Immutable;
using AsyncSplit.Generators.Analyzers;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting;
using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace AsyncSplit.Generators.Tests.Analyzers;

/// <summary>In a project without handlers and contracts the analyzers look at nothing; and they miss none for it.</summary>
public sealed class ProjectsWithoutHandlersTests
{
    private const string Plain = """
        namespace Shop;

        public class Base { [Obsolete("old")] public virtual Task<int> RunAsync(string name) => Task.FromResult(name.Length); }

        public partial class Job : Base { public override async Task<int> RunAsync(string name) { await Task.Delay(1); return name.Length; } }
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = [new ChainableAnalyzer(), new SameWireNameAnalyzer()];

    public static TheoryData<string> WaysOfMarking =>
    [
        "public partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }",
        "public partial class Orders { [AsyncSplit.ChainableAttribute] public async Task GoAsync() => await Task.Delay(1); }",
        "public partial class Orders { [Ch\\u0061inable] public async Task GoAsync() => await Task.Delay(1); }",
        "public partial class Orders { [\\U00000043hainable] public async Task GoAsync() => await Task.Delay(1); }",
        "public partial class Orders { [@ChainableAttribute] public async Task GoAsync() => await Task.Delay(1); }",
        "using C = AsyncSplit.ChainableAttribute; public partial class Orders { [C] public async Task GoAsync() => await Task.Delay(1); }",
        "using C = AsyncSplit.@Ch\\u0061inableAttribute; public partial class Orders { [C] public async Task GoAsync() => await Task.Delay(1); }",
    ];

    [Fact]
    public void NothingIsRegisteredWithoutAReference() =>
        Assert.Equal(0, Actions(TestCompilation.Of(LanguageVersion.CSharp14).WithReferences(Basic.Reference.Assemblies.Net100.References.All)));

    [Fact]
    public void NothingIsRegisteredWhereNothingIsMarked() => Assert.Equal(0, Actions(TestCompilation.Of(Plain)));

    [Fact]
    public void NothingIsRegisteredForAReferenceWithoutMarkedMethods() =>
        Assert.Equal(0, Actions(TestCompilation.Of(Plain).AddReferences(Library("namespace Library; public class Parcel { public Task RunAsync() => Task.CompletedTask.Inline(); }"))));

    [Theory]
    [MemberData(nameof(WaysOfMarking))]
    public void AHandlerIsFoundHoweverItIsMarked(string source)
    {
        Assert.True(Actions(TestCompilation.Of(source)) > 0);
        Assert.Contains(GeneratorRun.Of(source).Files.Keys, name => HintNames.IsNamed(name, "Orders.GoAsync"));
    }

    [Fact]
    public void AnAliasInAnotherFileIsSeen() =>
        Assert.True(Actions(TestCompilation.Of(("Usings2.cs", "global using C = AsyncSplit.ChainableAttribute;"), ("Orders.cs", "public partial class Orders { [C] public async Task GoAsync() => await Task.Delay(1); }"))) > 0);

    [Fact]
    public void TheWordIsFoundWhereverItStands()
    {
        foreach (var position in Enumerable.Range(4060, 60).Concat([0, 1, 8180, 8192]))
        {
            Assert.True(Sight(TestCompilation.Of(new string(' ', position) + "[Chainable]")).InSource, $"{position}");
            Assert.True(Sight(TestCompilation.Of(new string(' ', position) + "[\\u0043h]")).InSource, $"{position}");
        }

        Assert.False(Sight(TestCompilation.Of("// \\u00e4 \\ \\u \\u12 Chainabl e \\")).InSource);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnOverrideOfAReferencedHandlerIsSeenWithoutAnyMark(bool isCompiled)
    {
        var library = Library("namespace Library; public abstract partial class Shelf { [Chainable] public abstract Task<int> CountAsync(string name); }", isCompiled);
        var compilation = TestCompilation.Of("public class Corner : Library.Shelf { public override async Task<int> CountAsync(string name) { await Task.Delay(1); return name.Length; } }").AddReferences(library);
        Assert.False(Sight(compilation).InSource);
        Assert.Equal([RuleIds.NotPartial], AnalyzerRun.Analyze(compilation).Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AClassThatInheritsReferencedHandlersIsSeenWithoutAnyMark(bool isCompiled)
    {
        var library = Library("namespace Library; public partial class Shelf { [Chainable] public async Task<int> CountAsync(string name) { await Task.Delay(1); return name.Length; } }", isCompiled);
        var compilation = TestCompilation.Of("public class Corner : Library.Shelf { } public class Outer { private class Hidden : Library.Shelf { } }").AddReferences(library);
        Assert.Equal([RuleIds.CannotBeSplit], AnalyzerRun.Analyze(compilation).Select(diagnostic => diagnostic.Id));
        Assert.Contains("global::Corner", GeneratorRun.Of(compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Last()).AddSyntaxTrees(TestCompilation.Parse("public class Corner : Library.Shelf { }", "Corner.cs"))).Files["Chainables.g.cs"], StringComparison.Ordinal);
    }

    private static ChainablesInSight Sight(CSharpCompilation compilation) => ChainablesInSight.Of(compilation, CancellationToken.None);

    private static MetadataReference Library(string source, bool isCompiled = true)
    {
        var library = GeneratorRun.Of(TestCompilation.Of(source).WithAssemblyName("Library"));
        if (!isCompiled)
        {
            return library.Output.ToMetadataReference();
        }

        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>How much the analyzers look at: actions of all kinds, the start of the compilation apart.</summary>
    private static int Actions(CSharpCompilation compilation)
    {
        var analyzed = compilation.WithAnalyzers(s_analyzers);
        analyzed.GetAllDiagnosticsAsync().GetAwaiter().GetResult();
        return s_analyzers.Sum(analyzer => Count(analyzed.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None).GetAwaiter().GetResult()));
    }

    private static int Count(AnalyzerTelemetryInfo info) => typeof(AnalyzerTelemetryInfo).GetProperties()
        .Where(property => property.PropertyType == typeof(int) && property.Name.EndsWith("Count", StringComparison.Ordinal) && !property.Name.Contains("CompilationStart", StringComparison.Ordinal))
        .Sum(property => (int)property.GetValue(info)!);
}
