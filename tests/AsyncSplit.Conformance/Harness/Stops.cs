using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Conformance.Harness;

/// <summary>Where a debugger stops in the entry points of a case, as its symbol file says.</summary>
internal static partial class Stops
{
    /// <summary>The stops that are no statement or expression of the user's, one a line; empty if there is none.</summary>
    public static IReadOnlyList<string> Wrong(CaseBuild build)
    {
        using var pe = new PEReader(new MemoryStream(build.Assembly));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(build.Symbols));
        var (metadata, symbols) = (pe.GetMetadataReader(), provider.GetMetadataReader());
        var files = new Dictionary<string, UserFile>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var name = $"{metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}.{metadata.GetString(method.Name)}";
            if (!EntryPoint().IsMatch(name))
            {
                continue;
            }

            foreach (var point in symbols.GetMethodDebugInformation(handle.ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden))
            {
                var path = symbols.GetString(symbols.GetDocument(point.Document).Name);
                if (!path.StartsWith("Cases/", StringComparison.Ordinal) && path != "Support.cs")
                {
                    wrong.Add($"{name}: in {path}({point.StartLine})");
                    continue;
                }

                if (!files.TryGetValue(path, out var file))
                {
                    files[path] = file = new UserFile(path);
                }

                if (!file.IsStop(point))
                {
                    wrong.Add($"{name}: ({point.StartLine},{point.StartColumn})-({point.EndLine},{point.EndColumn}) {file.TextAt(point)}");
                }
            }
        }

        return wrong;
    }

    // Not the accessors of records and clients, whose members may be called so, nor what registers a lifted function of such a name.
    [GeneratedRegex(@"^(?!.*\.[gs]et_)(?!.*_Register$).*_(Start|After|From|Next)")]
    private static partial Regex EntryPoint();

    /// <summary>A file of the user's, and what a debugger may stop at in it.</summary>
    private sealed class UserFile
    {
        private readonly SourceText _text;
        private readonly HashSet<TextSpan> _spans = [];

        public UserFile(string path)
        {
            var tree = CSharpSyntaxTree.ParseText(CorpusFiles.Read(path == "Support.cs" ? path : CorpusFiles.PathOf(Path.GetFileNameWithoutExtension(path))));
            _text = tree.GetText();
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                _spans.Add(node.Span);
                if (HeadEnd(node) is { RawKind: not 0 } end)
                {
                    _spans.Add(TextSpan.FromBounds(node.SpanStart, end.Span.End));
                }
            }

            // The compiler's own stops in a switch expression, and at the first of several variables.
            _spans.UnionWith(tree.GetRoot().DescendantNodes().OfType<VariableDeclarationSyntax>().Select(declaration => TextSpan.FromBounds(declaration.SpanStart, declaration.Variables[0].Span.End)));
            _spans.UnionWith(tree.GetRoot().DescendantNodes().OfType<SwitchExpressionSyntax>().Select(choice => TextSpan.FromBounds(choice.SwitchKeyword.SpanStart, choice.Span.End)));
            _spans.UnionWith(tree.GetRoot().DescendantTokens().Select(token => token.Span));
            _spans.UnionWith(tree.GetRoot().DescendantNodes().OfType<ForEachStatementSyntax>().Select(loop => TextSpan.FromBounds(loop.Type.SpanStart, loop.Identifier.Span.End)));
            _spans.UnionWith(tree.GetRoot().DescendantNodes().OfType<CommonForEachStatementSyntax>().Where(loop => loop.AwaitKeyword.RawKind != 0).Select(loop => TextSpan.FromBounds(loop.AwaitKeyword.SpanStart, loop.ForEachKeyword.Span.End)));
        }

        public bool IsStop(SequencePoint point) => SpanOf(point) is { } span && _spans.Contains(span);

        public string TextAt(SequencePoint point) => SpanOf(point) is { } span ? $"'{_text.ToString(span)}'" : "past the end of a line";

        private TextSpan? SpanOf(SequencePoint point)
        {
            var (start, end) = (new LinePosition(point.StartLine - 1, point.StartColumn - 1), new LinePosition(point.EndLine - 1, point.EndColumn - 1));
            return end.Line < _text.Lines.Count && start.Character <= _text.Lines[start.Line].Span.Length && end.Character <= _text.Lines[end.Line].Span.Length && start <= end
                ? _text.Lines.GetTextSpan(new LinePositionSpan(start, end))
                : null;
        }

        private static SyntaxToken? HeadEnd(SyntaxNode node) => node switch
        {
            IfStatementSyntax choice => choice.CloseParenToken,
            WhileStatementSyntax loop => loop.CloseParenToken,
            ForStatementSyntax loop => loop.CloseParenToken,
            CommonForEachStatementSyntax loop => loop.CloseParenToken,
            LabeledStatementSyntax labelled => labelled.ColonToken,
            LockStatementSyntax scope => scope.CloseParenToken,
            UsingStatementSyntax scope => scope.CloseParenToken,
            SwitchStatementSyntax choice => choice.OpenBraceToken.GetPreviousToken(),
            CatchClauseSyntax clause => clause.Block.OpenBraceToken.GetPreviousToken(),
            _ => null,
        };
    }
}
