using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>A list of statements in a scope of its own.</summary>
/// <param name="scope">The syntax whose locals are declared here, and for which the block stands; null where there is none.</param>
/// <param name="keyword"><c>checked</c>, <c>unchecked</c> or <c>unsafe</c>, or null.</param>
internal sealed class BlockNode(SyntaxNode? scope, string? keyword = null) : Node(scope)
{
    /// <summary>The scopes whose locals are declared here: a loop's body has those of the loop and of its statement.</summary>
    public HashSet<SyntaxNode> Scopes { get; } = scope is null ? [] : [scope];

    public string? Keyword { get; } = keyword;

    public List<Node> Items { get; } = [];

    /// <summary>The user's statements that begin with an item: between them no expression is half evaluated.</summary>
    public Dictionary<int, StatementSyntax> Starts { get; } = [];

    /// <summary>Local functions, which can be called from everywhere in the block.</summary>
    public List<LocalFunctionStatementSyntax> LocalFunctions { get; } = [];

    /// <summary>Declarations of local constants.</summary>
    public List<LocalDeclarationStatementSyntax> Constants { get; } = [];

    public override IEnumerable<Node> Parts => Items;
}
