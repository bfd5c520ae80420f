using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Tests.Harness;

/// <summary>
/// One run of the generator, and the way every test of it goes: input and output compile without a warning, a second run on a clone of the compilation
/// finds every step cached, and no value in the pipeline leads to a symbol, a syntax node or a compilation.
/// </summary>
internal sealed class GeneratorRun
{
    private readonly GeneratorDriver _driver;
    private readonly Lazy<CSharpCompilation> _output;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver before)
    {
        Input = input;
        _driver = before.RunGenerators(input);
        Result = Assert.Single(_driver.GetRunResult().Results);
        _output = new(() => input.AddSyntaxTrees(Result.GeneratedSources.Select(file => file.SyntaxTree)));
        Assert.Null(Result.Exception);
        Assert.Empty(Result.Diagnostics);
        ModelGraph.AssertIsFreeOfTheCompiler(Steps.Values());
    }

    public CSharpCompilation Input { get; }

    /// <summary>Input and generated files together.</summary>
    public CSharpCompilation Output => _output.Value;

    public GeneratorRunResult Result { get; }

    public PipelineSteps Steps => new(Result);

    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>Runs the generator and checks all that has to hold of every run.</summary>
    public static GeneratorRun Of(string source, LanguageVersion version = LanguageVersion.CSharp14) => Of(TestCompilation.Of(source, version));

    /// <inheritdoc cref="Of(string, LanguageVersion)"/>
    public static GeneratorRun Of(params (string Path, string Source)[] files) => Of(TestCompilation.Of(files));

    /// <inheritdoc cref="Of(string, LanguageVersion)"/>
    public static GeneratorRun Of(CSharpCompilation compilation)
    {
        var run = Unchecked(compilation);
        var complaints = run.Output.Complaints();
        Assert.True(complaints.Length == 0, complaints);
        run.Again(compilation.Clone()).Steps.AssertNothingIsNew();
        return run;
    }

    /// <summary>For sources that the analyzer refuses, and that therefore need not compile.</summary>
    public static GeneratorRun Unchecked(CSharpCompilation compilation) => new(compilation, Driver(compilation, tracksSteps: true));

    /// <summary>A driver, as an editor keeps it from one key press to the next.</summary>
    public static GeneratorDriver Driver(CSharpCompilation compilation, bool tracksSteps) => CSharpGeneratorDriver.Create(
        [new ChainableGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracksSteps));

    /// <summary>The next run of the same driver.</summary>
    public GeneratorRun Again(CSharpCompilation compilation) => new(compilation, _driver);

    /// <summary>The next run of the same driver, after an edit.</summary>
    public GeneratorRun Edit(string text, string replacement, string path = TestCompilation.DefaultPath) => Again(Input.Edit(path, text, replacement));

    /// <summary>The one generated file whose name begins with <paramref name="name"/>, followed by the hash of its full name.</summary>
    public string File(string name) => Assert.Single(Files, file => HintNames.IsNamed(file.Key, name)).Value;
}
