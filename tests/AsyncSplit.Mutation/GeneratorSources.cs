using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Mutation;

/// <summary>The generator's source files, beside the tests.</summary>
internal static class GeneratorSources
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.None);

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Generator");

    private static readonly Dictionary<string, SyntaxTree> Trees = Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
        .ToDictionary(file => file, file => Parse(Read(file), file), StringComparer.Ordinal);

    private static readonly SyntaxTree Usings = Parse(ImplicitUsings, "GlobalUsings.g.cs");

    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>How often a mutant's text stands in its file.</summary>
    public static int Count(Mutant mutant) => Read(mutant.File).Split(mutant.Original).Length - 1;

    /// <summary>All files as they are.</summary>
    public static IEnumerable<SyntaxTree> All => [Usings, .. Trees.Values];

    /// <summary>The file that the mutant changes, as it is.</summary>
    public static SyntaxTree Unchanged(Mutant mutant) => Trees[mutant.File];

    /// <summary>The file with the mutant's change.</summary>
    public static SyntaxTree Changed(Mutant mutant) => Parse(Read(mutant.File).Replace(mutant.Original, mutant.Mutated, StringComparison.Ordinal), mutant.File);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);
}
