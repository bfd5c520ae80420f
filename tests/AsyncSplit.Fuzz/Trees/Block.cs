using System.Collections.Immutable;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>Statements in braces.</summary>
internal sealed class Block : Node
{
    public Block(IEnumerable<Statement> statements)
        : this([.. statements])
    {
    }

    private Block(ImmutableArray<Statement> statements)
        : base(["{\n", .. statements.SelectMany(statement => new object[] { statement, "\n" }), "}"]) =>
        Statements = statements;

    public ImmutableArray<Statement> Statements { get; }

    public override Node With(ImmutableArray<object> segments) => new Block([.. segments.OfType<Statement>()]);
}
