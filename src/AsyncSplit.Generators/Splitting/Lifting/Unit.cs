using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lifting;

/// <summary>What is split for itself: the handler, or a lifted function, which is an async local function or lambda of it.</summary>
internal sealed class Unit(IMethodSymbol symbol, SyntaxNode syntax, SyntaxNode body, Unit? parent)
{
    private readonly HashSet<SyntaxNode> _lifted = [];
    private IReadOnlyList<SyntaxNode>? _inBody;
    private IReadOnlyList<SyntaxNode>? _nodes;
    private IReadOnlyList<StatementSyntax> _borrowed = [];

    public IMethodSymbol Symbol { get; } = symbol;

    /// <summary>The method, local function or lambda.</summary>
    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>Its block, expression body, or (of a lambda) expression.</summary>
    public SyntaxNode Body { get; } = body;

    /// <summary>The unit around a lifted function: the handler or another one; null for the handler.</summary>
    public Unit? Parent { get; } = parent;

    /// <summary>What a lifted function is called on the wire: its name, or that of the local which a lambda is assigned to.</summary>
    public string Name { get; init; } = symbol.Name;

    /// <summary>The local that a lifted lambda is assigned to.</summary>
    public ILocalSymbol? Delegate { get; init; }

    /// <summary>Whether it is a lambda without a local, an argument of a call.</summary>
    public bool IsArgument => Parent is not null && Delegate is null && Syntax is AnonymousFunctionExpressionSyntax;

    /// <summary>The variables of the units around it that a lifted function uses, in order of declaration. Their values travel with each call.</summary>
    public IReadOnlyList<ISymbol> Captured { get; set; } = [];

    /// <summary>The local functions and constants of the units around it that a lifted function uses: repeated in its own entry points.</summary>
    public IReadOnlyList<StatementSyntax> Borrowed
    {
        get => _borrowed;
        set => (_borrowed, _nodes) = (value, null);
    }

    /// <summary><c>checked</c> or <c>unchecked</c>, where a lifted function stands in such a block.</summary>
    public string? OverflowContext { get; init; }

    /// <summary>What its entry points start from: its parameters, then what it captures.</summary>
    public IEnumerable<ISymbol> Inputs => Symbol.Parameters.Concat(Captured);

    /// <summary>What of <see cref="Captured"/> travels: of tokens each step has its own.</summary>
    public IEnumerable<ISymbol> CapturedValues => Captured.Where(variable => !(variable is IParameterSymbol && Types.IsCancellationToken(Types.OfVariable(variable))));

    /// <summary>The initializer that gives a call what it captures; empty where it captures nothing.</summary>
    public string CapturedInitializer
    {
        get
        {
            var names = CapturedValues.Select(variable => Naming.Escape(variable.Name)).ToList();
            return names.Count == 0 ? "" : $" {{ {string.Join(", ", names.Select(name => $"{name} = {name}"))} }}";
        }
    }

    public ITypeSymbol? Result => Types.TryGetTaskResult(Symbol.ReturnType, out var result) ? result : null;

    /// <summary>Where its name stands.</summary>
    public SyntaxToken Identifier => Syntax switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        LocalFunctionStatementSyntax function => function.Identifier,
        _ => Delegate?.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax declarator ? declarator.Identifier : Syntax.GetFirstToken(),
    };

    /// <summary>Where its result type is written, or can be inferred from.</summary>
    public SyntaxNode ReturnType => Syntax switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax function => function.ReturnType,
        _ => Syntax,
    };

    /// <summary>Leaves a lifted function out of <see cref="Nodes"/>: it is a unit of its own.</summary>
    public void Exclude(SyntaxNode lifted)
    {
        _lifted.Add(lifted);
        _nodes = null;
    }

    /// <summary>Whether the function is a unit of its own.</summary>
    public bool IsExcluded(SyntaxNode function) => _lifted.Contains(function);

    /// <summary>What is in the body, lifted functions included. Many steps go through it: the tree is walked once.</summary>
    public IReadOnlyList<SyntaxNode> InBody => _inBody ??= [.. Body.DescendantNodes()];

    /// <summary>The syntax that its entry points are made of.</summary>
    public IReadOnlyList<SyntaxNode> Nodes => _nodes ??=
        [.. Syntax.DescendantNodes(node => !_lifted.Contains(node)).Where(node => !_lifted.Contains(node)), .. Borrowed.SelectMany(statement => statement.DescendantNodesAndSelf())];
}
