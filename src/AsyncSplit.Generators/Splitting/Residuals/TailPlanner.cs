using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>
/// Finds the places behind which entry points share their rest. It goes through the handler from its end: where what is left has become long, and several
/// entry points would each write it down, a method begins; what lies before ends with its call.
/// </summary>
/// <remarks>
/// Without it the rest of a handler would stand in each entry point, and its size would grow with the square of the number of awaits. A loop stands whole in the method for its
/// next round, so that a round in which no step ends costs no call: only the rest of a body behind an await ends with one.
/// </remarks>
internal sealed class TailPlanner
{
    private readonly TailPlan _plan = new();
    private readonly TailSharing _sharing;
    private readonly Liveness _liveness;
    private readonly LocalMap _locals;
    private readonly List<Node> _around = [];
    private readonly List<CatchPart> _catches = [];
    private readonly Dictionary<Node, int> _sizes = [];
    private BlockNode _region;

    private TailPlanner(TailSharing sharing, BlockNode root, Liveness liveness, LocalMap locals)
    {
        _sharing = sharing;
        _region = root;
        _liveness = liveness;
        _locals = locals;
    }

    /// <summary>The places of the handler with <paramref name="root"/> as its body.</summary>
    public static TailPlan Plan(TailSharing sharing, BlockNode root, Liveness? liveness, LocalMap locals)
    {
        if (liveness is null || HasLabels(root))
        {
            return new TailPlan();
        }

        var planner = new TailPlanner(sharing, root, liveness, locals);
        planner.Block(root, 0, 1, isFirstShared: false);
        return planner._plan;
    }

    /// <summary>Whether a goto could lead from one method into another.</summary>
    private static bool HasLabels(Node node) => node is LabelNode || node.Parts.Any(HasLabels);

    /// <summary>Plans a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="follows">The size of what follows it.</param>
    /// <param name="paths">How many entry points come to its beginning.</param>
    /// <param name="isFirstShared">Whether a method may begin with its first statement.</param>
    private void Block(BlockNode block, int follows, int paths, bool isFirstShared)
    {
        _around.Add(block);
        var comeTo = new int[block.Items.Count];
        for (var index = 0; index < comeTo.Length; index++)
        {
            comeTo[index] = paths;
            paths = block.Items[index] is SuspendNode ? 1 : paths + block.Items[index].Boundaries.Count();
        }

        for (var index = comeTo.Length - 1; index >= 0; index--)
        {
            var item = block.Items[index];
            Inside(item, follows, comeTo[index]);
            follows = item is SuspendNode or StatementNode { Completes: false } ? Size(item) : follows + Size(item);
            if ((index > 0 || isFirstShared) && block.Starts.TryGetValue(index, out var statement) && _sharing.IsWorth(follows, comeTo[index]) && _liveness.Before(statement) is { } live)
            {
                _plan.Add(Place(statement, statement.SpanStart, statement.SpanStart, live, block, index));
                follows = 1;
            }
        }

        _around.RemoveAt(_around.Count - 1);
    }

    private void Inside(Node node, int follows, int paths)
    {
        if (!node.HasBoundary)
        {
            return;
        }

        _around.Add(node);
        switch (node)
        {
            case BlockNode block:
                _around.RemoveAt(_around.Count - 1);
                Block(block, follows, paths, isFirstShared: false);
                return;
            case IfNode or SwitchNode or OnceNode:
                foreach (var part in node.Parts)
                {
                    Block((BlockNode)part, follows, paths, isFirstShared: false);
                }

                break;
            case LoopNode loop:
                Loop(loop, follows);
                break;
            case TryNode attempt:
                Try(attempt, follows, paths);
                break;
        }

        _around.RemoveAt(_around.Count - 1);
    }

    private void Loop(LoopNode loop, int follows)
    {
        var again = Size(loop) + follows;
        if (_sharing.IsWorth(again, loop.Boundaries.Count()) && LiveAtNextRound(loop) is { } live)
        {
            var body = BodyOf(loop.Syntax);
            _plan.Add(Place(loop.Syntax, body.Span.End, body.SpanStart, live, null, 0, loop));
            again = 1;
        }

        Block(loop.Body, again, 0, isFirstShared: false);
        if (loop.Tail is { } tail)
        {
            Block(tail, again, 0, isFirstShared: false);
        }
    }

    private void Try(TryNode attempt, int follows, int paths)
    {
        var outer = _region;
        _region = attempt.Body;
        Block(attempt.Body, 0, paths, isFirstShared: false);
        _region = outer;
        foreach (var part in attempt.Catches.Where(part => part.Body!.HasBoundary))
        {
            // A catch block that no finally block is around may as well go on with what follows the statement.
            _region = attempt.Finally is null ? outer : part.Body!;
            _catches.Add(part);
            Block(part.Body!, attempt.Finally is null ? follows : 0, paths + attempt.Body.Boundaries.Count(), isFirstShared: true);
            _catches.RemoveAt(_catches.Count - 1);
        }

        _region = outer;
    }

    private TailPlace Place(SyntaxNode syntax, int position, int declaredBefore, IEnumerable<ISymbol> live, BlockNode? block, int index, LoopNode? loop = null)
    {
        var held = _around.OfType<LoopNode>().SelectMany(around => around.HeldLocals).Concat(_catches.Where(part => part.IsRethrown).Select(part => part.Variable).OfType<ISymbol>());
        return new TailPlace
        {
            Syntax = syntax,
            Position = position,
            Block = block,
            Index = index,
            Loop = loop,
            Around = [.. _around],
            Catches = [.. _catches],
            Region = _region,
            Live = new HashSet<ISymbol>(live.Where(symbol => IsState(symbol, declaredBefore)).Concat(held), SymbolEqualityComparer.Default),
        };
    }

    private bool IsState(ISymbol symbol, int declaredBefore) => symbol switch
    {
        IParameterSymbol parameter => !Types.IsCancellationToken(parameter.Type) && _locals.IsInput(parameter),
        ILocalSymbol { IsConst: false } => _locals.IsInput(symbol) || _locals.DeclarationOf(symbol)?.SpanStart < declaredBefore,
        _ => false,
    };

    private static StatementSyntax BodyOf(SyntaxNode loop) => loop switch
    {
        WhileStatementSyntax statement => statement.Statement,
        DoStatementSyntax statement => statement.Statement,
        ForStatementSyntax statement => statement.Statement,
        _ => ((CommonForEachStatementSyntax)loop).Statement,
    };

    private IReadOnlyCollection<ISymbol>? LiveAtNextRound(LoopNode loop) => loop.Syntax switch
    {
        ForStatementSyntax { Incrementors: [var first, ..] } => _liveness.Before(first),
        ForStatementSyntax { Condition: { } condition, Statement: var body } => _liveness.Before(condition) ?? _liveness.Before(body),
        ForStatementSyntax { Statement: var body } => _liveness.Before(body),
        WhileStatementSyntax statement => _liveness.Before(statement),
        DoStatementSyntax statement => _liveness.Before(statement.Condition) ?? _liveness.Before(statement),
        CommonForEachStatementSyntax statement => _liveness.BeforeNext(statement),
        _ => null,
    };

    /// <summary>About how many lines a node becomes.</summary>
    private int Size(Node node)
    {
        if (!_sizes.TryGetValue(node, out var size))
        {
            var own = node switch
            {
                StatementNode { Origin: { } origin } => LinesOf(origin),
                BlockNode => 0,
                IfNode => 3,
                LoopNode => 3,
                SwitchNode choice => 3 + (2 * choice.Sections.Count),
                TryNode attempt => 4 + (3 * attempt.Catches.Count),
                _ => 1,
            };
            _sizes[node] = size = own + node.Parts.Sum(Size);
        }

        return size;
    }

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
