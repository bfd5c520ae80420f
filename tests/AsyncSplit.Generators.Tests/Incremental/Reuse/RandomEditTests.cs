using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Tests.Incremental.Reuse;

/// <summary>Random edits of random declarations, legal or not, one after the other: each run of one driver gives what a run from the beginning gives.</summary>
public sealed class RandomEditTests
{
    private const int Cases = 5;
    private const int EditsEach = 6;

    private static readonly string[] s_members = ["public int Extra { get; set; }", "public System.IO.Stream? Extra { get; set; }", "[Chainable] public async Task<int> ExtraAsync(int n) { await Task.Delay(n); return n; }", "public static string operator +(T left, int right) => \"\";"];

    private static readonly SyntaxKind[] s_types = [SyntaxKind.IntKeyword, SyntaxKind.StringKeyword, SyntaxKind.LongKeyword, SyntaxKind.ObjectKeyword, SyntaxKind.BoolKeyword];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EachRunGivesWhatARunFromTheBeginningGives(int seed)
    {
        var random = new Random(seed);
        var names = Repository.FilesIn("tests/AsyncSplit.Conformance/Cases").Order(StringComparer.Ordinal).ToList();
        var files = Enumerable.Range(0, Cases).Select(_ => names[random.Next(names.Count)]).Distinct().Select(name => (name, Repository.Read($"tests/AsyncSplit.Conformance/Cases/{name}")));
        var compilation = TestCompilation.Of([("ImplicitUsings.cs", "global using System.IO; global using System.Net.Http;"), ("Support.cs", Repository.Read("tests/AsyncSplit.Conformance/Support.cs")), .. files]);
        var run = new Rerun(compilation);
        for (var edit = 0; edit < EditsEach; edit++)
        {
            var tree = compilation.SyntaxTrees[random.Next(2, compilation.SyntaxTrees.Length)];
            var root = tree.GetRoot();
            var changed = Edit(root, compilation, random);
            compilation = compilation.ReplaceSyntaxTree(tree, TestCompilation.Parse(changed.ToFullString(), tree.FilePath));
            run.AssertFresh(compilation);
        }
    }

    private static SyntaxNode Edit(SyntaxNode root, CSharpCompilation compilation, Random random)
    {
        switch (random.Next(6))
        {
            case 0 when Any(root.DescendantNodes().OfType<AttributeListSyntax>(), random) is { } attributes:
                return root.RemoveNode(attributes, SyntaxRemoveOptions.KeepNoTrivia)!;
            case 1 when Any(root.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(member => member.Parent is TypeDeclarationSyntax), random) is { } member:
                return root.RemoveNode(member, SyntaxRemoveOptions.KeepNoTrivia)!;
            case 2 when Any(root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(type => type.OpenBraceToken.RawKind != 0), random) is { } type:
                return root.ReplaceNode(type, type.AddMembers(SyntaxFactory.ParseMemberDeclaration(s_members[random.Next(s_members.Length)].Replace("(T ", $"({type.Identifier.ValueText} ", StringComparison.Ordinal) + "\n")!));
            case 3 when Any(root.DescendantTokens().Where(token => s_types.Contains(token.Kind())), random) is { RawKind: not 0 } token:
                return root.ReplaceToken(token, SyntaxFactory.Token(s_types[random.Next(s_types.Length)]).WithTriviaFrom(token));
            case 4 when Any(root.DescendantTokens().Where(token => token.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.StaticKeyword or SyntaxKind.SealedKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.OverrideKeyword or SyntaxKind.ReadOnlyKeyword), random) is { RawKind: not 0 } modifier:
                return root.ReplaceToken(modifier, SyntaxFactory.Token(SyntaxKind.None).WithTriviaFrom(modifier));
            default:
                var other = compilation.SyntaxTrees[random.Next(2, compilation.SyntaxTrees.Length)].GetRoot();
                var (from, to) = (Any(Names(root), random), Any(Names(other), random));
                return from.RawKind == 0 || to.RawKind == 0 ? root : root.ReplaceToken(from, SyntaxFactory.Identifier(to.ValueText).WithTriviaFrom(from));
        }
    }

    /// <summary>Names in declarations more often than in bodies.</summary>
    private static IEnumerable<SyntaxToken> Names(SyntaxNode root) =>
        root.DescendantTokens(node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)).Where(token => token.IsKind(SyntaxKind.IdentifierToken));

    private static T? Any<T>(IEnumerable<T> items, Random random)
    {
        var all = items.ToList();
        return all.Count == 0 ? default : all[random.Next(all.Count)];
    }
}
