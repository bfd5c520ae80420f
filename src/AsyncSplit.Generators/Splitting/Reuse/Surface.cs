using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Reuse;

/// <summary>What other files can see of a file: its declarations without the bodies of methods. Comments and white space are no part of it. Holds no syntax.</summary>
internal sealed class Surface
{
    private static readonly ConditionalWeakTable<SyntaxTree, Surface> s_known = new();

    private Surface(CompilationUnitSyntax root)
    {
        var usings = root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).Where(static node => node is UsingDirectiveSyntax or ExternAliasDirectiveSyntax).ToList();
        var isGlobal = usings.ToLookup(static node => node is UsingDirectiveSyntax { GlobalKeyword.RawKind: not 0 });
        OfAssembly = string.Join("\n", isGlobal[true].Concat(root.AttributeLists).Select(WordsOf));
        OfFile = string.Join("\n", isGlobal[false].Select(WordsOf).Concat(DirectivesOf(root)));
        MentionsForAll = IdentifiersOf(isGlobal[true]);

        var walk = new SurfaceWalk(IdentifiersOf(isGlobal[false]));
        walk.Visit(root);
        Declarations = walk.Declarations;
    }

    /// <summary>What concerns all files: global usings and attributes of the assembly.</summary>
    public string OfAssembly { get; }

    /// <summary>What concerns all declarations of the file: usings, and directives wherever they stand.</summary>
    public string OfFile { get; }

    /// <summary>The identifiers of global usings: what they name, any file may go by.</summary>
    public HashSet<string> MentionsForAll { get; }

    public IReadOnlyList<DeclarationSurface> Declarations { get; }

    public static Surface Of(SyntaxTree file, CancellationToken cancellationToken)
    {
        if (!s_known.TryGetValue(file, out var surface))
        {
            surface = new Surface((CompilationUnitSyntax)file.GetRoot(cancellationToken));
            surface = s_known.GetValue(file, _ => surface);
        }

        return surface;
    }

    /// <summary>The words of a node, with a space between them.</summary>
    public static string WordsOf(SyntaxNode node)
    {
        var text = new StringBuilder();
        foreach (var token in node.DescendantTokens())
        {
            text.Append(token.Text).Append(' ');
        }

        return text.ToString();
    }

    private static HashSet<string> IdentifiersOf(IEnumerable<SyntaxNode> nodes) =>
        new(nodes.SelectMany(static node => node.DescendantTokens()).Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText), StringComparer.Ordinal);

    private static IEnumerable<string> DirectivesOf(CompilationUnitSyntax root)
    {
        if (root.ContainsDirectives)
        {
            for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
            {
                yield return directive.ToString();
            }
        }
    }
}
