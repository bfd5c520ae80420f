using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Forks;
using AsyncSplit.Generators.Splitting.Lifting;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <summary>
/// Turns the handler's body into a tree in which every boundary is a node of its own: what an expression computes before an await is held in
/// temporaries, in C#'s order of evaluation; conditional expressions with an await in a branch become statements; everything else stays a slice of the user's text.
/// </summary>
internal sealed partial class HandlerLowering(
    SemanticModel model,
    LocalMap locals,
    IReadOnlyDictionary<SyntaxNode, Boundary> boundaries,
    Unit unit,
    ForkAnalysis forks,
    ForwardedCalls? forwarded,
    CancellationToken cancellationToken)
{
    private readonly ITypeSymbol? _resultType = unit.Result;
    private readonly Dictionary<SyntaxNode, JumpTarget> _targets = [];
    private readonly Dictionary<SyntaxNode, CatchPart> _catches = [];
    private readonly List<Temp> _temps = [];
    private readonly int[] _boundaryStarts = [.. boundaries.Keys.Select(syntax => syntax.SpanStart).OrderBy(start => start)];
    private readonly int[] _boundaryEnds = [.. boundaries.Keys.OrderBy(syntax => syntax.SpanStart).Select(syntax => syntax.Span.End)];

    /// <summary>What is evaluated already and still to be used, innermost last: captured by every boundary that comes meanwhile.</summary>
    private readonly List<(Temp? Temp, ISymbol? Local)> _held = [];

    private BlockNode _block = null!;
    private SyntaxNode _statement = null!;
    private string? _overflowContext;

    /// <summary>All temporaries, to be given names.</summary>
    public IReadOnlyList<Temp> Temps => _temps;

    /// <summary>The sequences that are read to their end before their loop.</summary>
    public List<ExpressionSyntax> MaterializedSequences { get; } = [];

    /// <summary>Lowers the whole body.</summary>
    public BlockNode Lower()
    {
        var root = new BlockNode(unit.Body);
        if (unit.OverflowContext is { } keyword)
        {
            var region = new BlockNode(null, keyword);
            root.Items.Add(region);
            _block = region;
        }
        else
        {
            _block = root;
        }

        _block.LocalFunctions.AddRange(unit.Borrowed.OfType<LocalFunctionStatementSyntax>());
        _block.Constants.AddRange(unit.Borrowed.OfType<LocalDeclarationStatementSyntax>());
        _statement = unit.Body;
        switch (unit.Body)
        {
            case BlockSyntax block:
                LowerStatements(block.Statements);
                break;
            case ArrowExpressionClauseSyntax or ExpressionSyntax:
                var expression = unit.Body as ExpressionSyntax ?? ((ArrowExpressionClauseSyntax)unit.Body).Expression;
                _statement = expression;
                if (_resultType is null && forwarded is null)
                {
                    LowerExpressionStatement(expression, expression);
                }
                else
                {
                    LowerReturn(expression, expression);
                }

                break;
        }

        return root;
    }

    /// <summary>Whether there is a boundary in the code.</summary>
    public bool HasBoundary(SyntaxNode node)
    {
        // The first one that begins in it: syntax does not overlap, so if that does not end in it, none does.
        var index = Array.BinarySearch(_boundaryStarts, node.SpanStart);
        index = index < 0 ? ~index : index;
        return index < _boundaryStarts.Length && _boundaryEnds[index] <= node.Span.End;
    }

    private Temp NewTemp(string hint, ITypeSymbol? type, bool isVariable = false)
    {
        var temp = new Temp(hint, type, isVariable: isVariable);
        _temps.Add(temp);
        return temp;
    }

    private void Add(Node node)
    {
        if (node is TempNode { Origin: { } origin } computed)
        {
            computed.Temp.Origin ??= origin;
        }

        _block.Items.Add(node);
    }

    private BlockNode In(BlockNode block, Action lower)
    {
        var outer = _block;
        _block = block;
        lower();
        _block = outer;
        return block;
    }

    private static SplitException Refuse(SyntaxNode node, string text) => new(RuleIds.CannotBeSplit, node, text);

    /// <summary>The text of boundary-free code, in which returns, jumps out of split loops and rethrows are marked.</summary>
    private Code Text(SyntaxNode node)
    {
        var replacements = new List<(Microsoft.CodeAnalysis.Text.TextSpan, Code)>();
        foreach (var inner in node.DescendantNodesAndSelf(child => child is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            switch (inner)
            {
                case ReturnStatementSyntax { Expression: { } task } statement when forwarded is not null:
                    replacements.Add((statement.Span, Forward(task, statement)));
                    break;
                case ReturnStatementSyntax statement:
                    replacements.Add((statement.Span, Return(statement.Expression is { } value ? Code.User(value) : null)));
                    break;
                case BreakStatementSyntax or ContinueStatementSyntax when JumpOf((StatementSyntax)inner) is { } jump:
                    replacements.Add((inner.Span, Leave(jump)));
                    break;
                case VariableDeclaratorSyntax { Initializer: null, Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax } } when InitializesLocals:
                    replacements.Add((new Microsoft.CodeAnalysis.Text.TextSpan(inner.Span.End, 0), " = default!"));
                    break;
                case ThrowStatementSyntax { Expression: null } rethrow when inner.FirstAncestorOrSelf<CatchClauseSyntax>() is { } clause && _catches.TryGetValue(clause, out var part):
                    replacements.Add((rethrow.Span, new Code([new RethrowText(part)])));
                    break;
                case GotoStatementSyntax jump when !IsWithin(jump, node):
                    replacements.Add((jump.Span, Goto(jump)));
                    break;
            }
        }

        return replacements.Count == 0 ? Code.User(node) : Code.Replace(node.Span, replacements);
    }

    private JumpOut? JumpOf(StatementSyntax jump)
    {
        var isContinue = jump is ContinueStatementSyntax;
        var target = jump.Ancestors().First(node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax || (!isContinue && node is SwitchStatementSyntax));
        return _targets.TryGetValue(target, out var node) ? new JumpOut(node, isContinue) : null;
    }
}
