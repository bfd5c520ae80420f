using AsyncSplit.Generators.Splitting.Awaits;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>
/// A statement of the handler after lowering: awaits that are boundaries stand in <see cref="SuspendNode"/>s of their own, between the
/// evaluation of their operands and the use of their result. The residuals are written from this tree.
/// </summary>
internal abstract class Node(SyntaxNode? origin)
{
    /// <summary>The user's statement or expression, for the source map.</summary>
    public SyntaxNode? Origin { get; } = origin;

    /// <summary>What it consists of.</summary>
    public virtual IEnumerable<Node> Parts => [];

    /// <summary>The boundaries inside.</summary>
    public virtual IEnumerable<Boundary> Boundaries => Parts.SelectMany(part => part.Boundaries);

    public bool HasBoundary => Boundaries.Any();

    /// <summary>Each boundary inside with the nodes around it.</summary>
    public IReadOnlyDictionary<Boundary, HashSet<Node>> Enclosing()
    {
        var enclosing = new Dictionary<Boundary, HashSet<Node>>();
        var around = new Stack<Node>();
        void Visit(Node node)
        {
            around.Push(node);
            if (node is SuspendNode suspend)
            {
                enclosing[suspend.Boundary] = [.. around];
            }

            foreach (var part in node.Parts)
            {
                Visit(part);
            }

            around.Pop();
        }

        Visit(this);
        return enclosing;
    }
}

/// <summary>A statement without a boundary.</summary>
/// <param name="completes">Whether control can reach its end.</param>
internal sealed class StatementNode(Code text, SyntaxNode? origin, bool completes = true) : Node(origin)
{
    public Code Text { get; } = text;

    public bool Completes { get; } = completes;
}

/// <summary>Computes a temporary.</summary>
internal sealed class TempNode(Temp temp, Code value, SyntaxNode? origin, bool declares = true) : Node(origin)
{
    public Temp Temp { get; } = temp;

    public Code Value { get; } = value;

    /// <summary>Whether the temporary is declared here; else it is assigned.</summary>
    public bool Declares { get; } = declares;

    /// <summary>Whether its type has to be written, since the value's own is another one.</summary>
    public bool NeedsType { get; init; }
}

/// <summary>A place that jumps from outside of its statement lead to.</summary>
internal sealed class LabelNode(Mark mark) : Node(null)
{
    public Mark Mark { get; } = mark;
}

/// <summary>Declares a temporary that the branches of what follows assign.</summary>
internal sealed class TempDeclarationNode(Temp temp) : Node(null)
{
    public Temp Temp { get; } = temp;
}

/// <summary>A boundary: the step ends here, and the next one goes on behind it.</summary>
internal sealed class SuspendNode(Boundary boundary, Code request) : Node(boundary.Syntax)
{
    public Boundary Boundary { get; } = boundary;

    /// <summary>What is asked for: the arguments of the call or delay, or the awaited expression.</summary>
    public Code Request { get; } = request;

    public override IEnumerable<Boundary> Boundaries => [Boundary];
}
