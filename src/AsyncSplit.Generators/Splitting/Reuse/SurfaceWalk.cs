using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Reuse;

/// <summary>Takes a file apart into its declarations.</summary>
/// <param name="usings">The identifiers of the file's usings: what they name, any declaration of the file may go by.</param>
internal sealed class SurfaceWalk(IReadOnlyCollection<string> usings)
{
    /// <summary>What is declared there, the compiler and the analysis may look for by themselves.</summary>
    private static readonly string[] s_wellKnown = ["System", "Microsoft", "AsyncSplit"];

    private const string Attribute = "Attribute";

    private readonly List<DeclarationSurface> _declarations = [];
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);

    public IReadOnlyList<DeclarationSurface> Declarations => _declarations;

    public void Visit(CompilationUnitSyntax root) => Visit(root.Members, new Around("", [], [], IsFoundWithoutName: false));

    private void Visit(SyntaxList<MemberDeclarationSyntax> members, Around around)
    {
        foreach (var member in members)
        {
            Visit(member, around);
        }
    }

    private void Visit(MemberDeclarationSyntax member, Around around)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax space:
                var parts = Identifiers(space.Name.DescendantTokens());
                var isWellKnown = around.IsFoundWithoutName || (around.Key.Length == 0 && s_wellKnown.Contains(parts.FirstOrDefault(), StringComparer.Ordinal));
                var inSpace = new Around($"{around.Key}{string.Join(".", parts)}.", [], [], isWellKnown);
                Add("namespace", parts, space.Name.DescendantTokens(), inSpace);
                Visit(space.Members, inSpace);
                break;
            case TypeDeclarationSyntax type:
                VisitType(type, around);
                break;
            case MethodDeclarationSyntax method:
                Add("method", Names(method), HeadOf(method), around, IsExtension(method));
                break;
            case GlobalStatementSyntax:
                Add("statement", ["Program", .. Identifiers(member.DescendantTokens().Where(token => token.Parent is not NameSyntax))], member.DescendantTokens(), around);
                break;
            default:
                // A constructor's body says which members its parameters become; those of properties are read, too.
                Add(member.Kind().ToString(), Names(member), member.DescendantTokens(), around);
                break;
        }
    }

    private void VisitType(TypeDeclarationSyntax type, Around around)
    {
        var name = type.Identifier.ValueText;
        var inside = new Around(
            $"{around.Key}{name}`{type.Arity}.",
            [.. around.Names, name],
            type.BaseList is null ? around.DerivedTypes : [.. around.DerivedTypes, type.SpanStart],
            around.IsFoundWithoutName || type is ExtensionBlockDeclarationSyntax);

        // The order of members counts: that of the file is that of the codec.
        var order = type.Members.SelectMany(member => Names(member).Append(member.Kind().ToString()));
        var head = type.ChildNodesAndTokens().Where(child => child.AsNode() is not MemberDeclarationSyntax).SelectMany(child => child.IsToken ? [child.AsToken()] : child.AsNode()!.DescendantTokens());
        Add("type", [name], head, inside, type.Members.OfType<MethodDeclarationSyntax>().Any(IsExtension), string.Join(" ", order), type.BaseList is { } bases ? Surface.WordsOf(bases) : "");
        Visit(type.Members, inside);
    }

    private void Add(string kind, IReadOnlyList<string> names, IEnumerable<SyntaxToken> tokens, Around around, bool isExtension = false, string text = "", string bases = "")
    {
        var (words, mentions) = (new StringBuilder(text).Append('\n'), new HashSet<string>(usings, StringComparer.Ordinal));
        foreach (var token in tokens)
        {
            words.Append(token.Text).Append(' ');
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                mentions.Add(token.ValueText);
            }
        }

        // Of a type's members the type is named: whoever reaches one has come to the type before. An attribute goes by its name with the ending and without.
        var all = new HashSet<string>(around.Names.Count == 0 ? names : around.Names, StringComparer.Ordinal);
        all.UnionWith(all.Where(name => name.EndsWith(Attribute, StringComparison.Ordinal)).Select(name => name.Substring(0, name.Length - Attribute.Length)).ToList());
        all.Remove("");

        var key = $"{around.Key}{kind}:{string.Join(",", names)}";
        _keys.TryGetValue(key, out var count);
        _keys[key] = count + 1;
        _declarations.Add(new DeclarationSurface
        {
            Key = $"{key}#{count}",
            Text = words.ToString(),
            Mentions = mentions,
            Names = all,
            IsFoundWithoutName = around.IsFoundWithoutName || isExtension || names.Any(IsMadeUp),
            Bases = bases,
            DerivedTypes = around.DerivedTypes,
        });
    }

    /// <summary>Whether the analysis may look for the name though no file has it: it is made of a handler's and an ending.</summary>
    private static bool IsMadeUp(string name) => name.TrimEnd('_').EndsWith("Chain", StringComparison.Ordinal);

    private static bool IsExtension(MethodDeclarationSyntax method) => method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true;

    private static List<string> Identifiers(IEnumerable<SyntaxToken> tokens) => [.. tokens.Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];

    private static IEnumerable<SyntaxToken> HeadOf(MethodDeclarationSyntax method) =>
        method.ChildNodesAndTokens().SelectMany(child => child.AsNode() switch
        {
            // That there is one counts.
            BlockSyntax block => [block.OpenBraceToken],
            ArrowExpressionClauseSyntax arrow => [arrow.ArrowToken],
            { } node => node.DescendantTokens(),
            null => [child.AsToken()],
        });

    /// <summary>The names under which a member is declared; none for an operator, an indexer or a constructor, which are found by their type.</summary>
    private static IReadOnlyList<string> Names(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        EventDeclarationSyntax @event => [@event.Identifier.ValueText],
        BaseFieldDeclarationSyntax field => [.. field.Declaration.Variables.Select(variable => variable.Identifier.ValueText)],
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        DelegateDeclarationSyntax @delegate => [@delegate.Identifier.ValueText],
        IncompleteMemberSyntax => Identifiers(member.DescendantTokens()),
        _ => [],
    };

    /// <summary>What a declaration stands in.</summary>
    /// <param name="Key">The path to it.</param>
    /// <param name="Names">The types around it.</param>
    /// <param name="DerivedTypes">Where those begin that say what they derive from.</param>
    /// <param name="IsFoundWithoutName">Whether all in it is.</param>
    private sealed record Around(string Key, IReadOnlyList<string> Names, IReadOnlyList<int> DerivedTypes, bool IsFoundWithoutName);
}
