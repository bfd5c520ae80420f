using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Benchmarks.Compare.Generators;

/// <summary>A project of many handlers of five boundaries each: five handlers a class, a class, its contract and its data a file, and one file that has nothing to do with them.</summary>
internal static class ManyHandlers
{
    public const int PerFile = 5;

    /// <summary>The file without handlers.</summary>
    public const string Elsewhere = "Elsewhere.cs";

    /// <summary>What changes when a body there is edited.</summary>
    public const string BodyElsewhere = "Reads(0)";

    /// <summary>What changes when a member there is edited.</summary>
    public const string MemberElsewhere = "Height0";

    /// <summary>What changes when a handler of the first file is edited.</summary>
    public const string BodyOfHandler = "total -= 0m;";

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp14);

    /// <summary>Compiles without us; what it is made of is parsed already. One thread, so that the ratio is that of the work and not of the number of processors.</summary>
    public static CSharpCompilation Compile(int handlers)
    {
        var trees = new List<SyntaxTree> { Parse(Plain(), Elsewhere) };
        for (var file = 0; file < handlers / PerFile; file++)
        {
            trees.Add(Parse(File(file), $"Orders{file}.cs"));
        }

        var compilation = CSharpCompilation.Create("Shop", trees, References(withAsyncSplit: true), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
        return compilation.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error ? throw new InvalidOperationException(error.ToString()) : compilation;
    }

    public static IEnumerable<MetadataReference> References(bool withAsyncSplit) => withAsyncSplit
        ? [.. Net100.References.All, .. new[] { typeof(ChainableAttribute).Assembly, typeof(Runtime.Step).Assembly, typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly }.Select(assembly => MetadataReference.CreateFromFile(assembly.Location))]
        : Net100.References.All;

    /// <summary>A driver as the compiler makes it.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new AsyncSplit.Generators.ChainableGenerator().AsSourceGenerator()], parseOptions: s_parsing);

    /// <summary>The compilation after a key press: some text of a file replaced.</summary>
    public static CSharpCompilation Edit(CSharpCompilation compilation, string path, string text, string replacement)
    {
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        var before = tree.GetText();
        var position = before.ToString().IndexOf(text, StringComparison.Ordinal);
        return position < 0 ? throw new InvalidOperationException($"'{text}' is not in {path}.") : compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(before.WithChanges(new TextChange(new TextSpan(position, text.Length), replacement))));
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), s_parsing, path);

    private static string File(int number)
    {
        var text = new StringBuilder($$"""
            using System;
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using AsyncSplit;

            namespace Shop;

            public sealed record Quote{{number}}(string Sku, decimal Price);

            public interface IPricing{{number}} { [Chainable] Task<Quote{{number}}> QuoteAsync(string sku, int quantity); }

            public partial class Orders{{number}}(IPricing{{number}} pricing)
            {
            """);
        for (var handler = 0; handler < PerFile; handler++)
        {
            text.Append($$"""

                    [Chainable]
                    public async Task<decimal> Place{{handler}}Async(string sku)
                    {
                        var total = {{handler}}m;
                        total -= {{handler}}m;
                        var names = new List<string>();
                        var quote = await pricing.QuoteAsync(sku, {{handler}});
                        total += quote.Price;
                        if (quote.Price > {{handler}})
                        {
                            await Task.Delay(TimeSpan.FromSeconds({{handler}}));
                            names.Add(quote.Sku);
                        }

                        foreach (var name in new List<string>(names))
                        {
                            var part = await pricing.QuoteAsync(name, 1);
                            total -= part.Price;
                        }

                        try
                        {
                            total += (await pricing.QuoteAsync(sku, 2)).Price * quote.Price;
                        }
                        catch (InvalidOperationException e) when (e.Message.Length > {{handler}})
                        {
                            await Task.CompletedTask;
                            names.Clear();
                        }

                        return total + names.Count;
                    }

                """);
        }

        return text.Append("}\n").ToString();
    }

    private static string Plain()
    {
        var text = new StringBuilder("namespace Shop.Elsewhere;\n\npublic sealed class Gauge\n{\n");
        for (var member = 0; member < 20; member++)
        {
            text.Append($"    public int Height{member} {{ get; set; }}\n\n    public int Read{member}(int from) => Reads({member}) + from;\n\n");
        }

        return text.Append("    private static int Reads(int number) => number;\n}\n").ToString();
    }
}
