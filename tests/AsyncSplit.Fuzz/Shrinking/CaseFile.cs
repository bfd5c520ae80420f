using AsyncSplit.Conformance.Harness;
using AsyncSplit.Fuzz.Trees;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Fuzz.Shrinking;

/// <summary>Writes a program as a file of the conformance corpus: with the types of the fuzzer that it uses.</summary>
internal static class CaseFile
{
    private static readonly List<MemberDeclarationSyntax> s_support = [.. Parse(CorpusFiles.Read("FuzzSupport.cs")).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Single().Members];

    public static string Write(ProgramTree program)
    {
        var root = Parse(program.ToString());
        var space = root.Members.OfType<BaseNamespaceDeclarationSyntax>().Single();
        var used = new List<MemberDeclarationSyntax>();
        var open = new Queue<SyntaxNode>([space]);
        while (open.TryDequeue(out var user))
        {
            var names = user.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToHashSet(StringComparer.Ordinal);
            foreach (var member in s_support.Where(member => !used.Contains(member) && IsUsed(member, names)))
            {
                used.Add(member);
                open.Enqueue(member);
            }
        }

        var complete = root.ReplaceNode(space, space.AddMembers([.. s_support.Where(used.Contains)]));
        return complete.AddUsings([.. SupportUsings(complete)]).NormalizeWhitespace(eol: "\n").ToFullString() + "\n";
    }

    // Trace is known by the names of its extension methods.
    private static bool IsUsed(MemberDeclarationSyntax member, HashSet<string> names) => member switch
    {
        ClassDeclarationSyntax { Identifier.ValueText: "Trace" } => names.Overlaps(["Trace", "Of", "State", "Boom"]),
        ClassDeclarationSyntax { Identifier.ValueText: "Scene" } => names.Overlaps(["Scene", "Begin"]),
        ClassDeclarationSyntax { Identifier.ValueText: "Values" } => names.Contains("IValues"),
        BaseTypeDeclarationSyntax type => names.Contains(type.Identifier.ValueText),
        _ => false,
    };

    private static IEnumerable<UsingDirectiveSyntax> SupportUsings(CompilationUnitSyntax complete)
    {
        var known = complete.Usings.Select(import => import.Name!.ToString()).ToHashSet(StringComparer.Ordinal);
        return Parse(CorpusFiles.Read("FuzzSupport.cs")).Usings.Where(import => known.Add(import.Name!.ToString()));
    }

    private static CompilationUnitSyntax Parse(string text) => (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, CaseCompiler.ParseOptions).GetRoot();
}
