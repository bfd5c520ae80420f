using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lifting;

/// <summary>A local function or lambda of a handler, and what stands directly in it.</summary>
/// <param name="syntax">The function.</param>
/// <param name="symbol">Its symbol.</param>
/// <param name="delegate">Of a lambda: the local that is declared with it, if that is all it is there for.</param>
/// <param name="outer">The function around it; null in the handler itself.</param>
internal sealed class NestedFunction(SyntaxNode syntax, IMethodSymbol symbol, ILocalSymbol? @delegate, SyntaxNode? outer)
{
    public SyntaxNode Syntax { get; } = syntax;

    public IMethodSymbol Symbol { get; } = symbol;

    public ILocalSymbol? Delegate { get; } = @delegate;

    public SyntaxNode? Outer { get; } = outer;

    public bool IsLambda => Syntax is AnonymousFunctionExpressionSyntax;

    public string Name => Delegate?.Name ?? Symbol.Name;

    /// <summary>In words, for messages.</summary>
    public string What => !IsLambda ? $"the local function '{Name}'" : Delegate is null ? "a lambda" : $"the lambda '{Name}'";

    public SyntaxNode? Body => Syntax switch
    {
        LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody,
        AnonymousFunctionExpressionSyntax lambda => lambda.Body,
        _ => null,
    };

    public List<FunctionUse> Uses { get; } = [];

    /// <summary>Of a lambda without a local: whether it is an argument of a method that only calls it and passes its tasks on (LINQ, collections).</summary>
    public bool IsArgument { get; init; }

    /// <summary>Whether calls of it are started and awaited later.</summary>
    public bool IsStarted => (IsLambda && Delegate is null) || Uses.Any(use => use is { Call: not null, IsAwaited: false });

    /// <summary>Of an async function: the calls of chainable methods, those in functions inside it that are not async too.</summary>
    public List<InvocationExpressionSyntax> ChainCalls { get; } = [];

    /// <summary>Whether it awaits <c>Task.Delay</c> or <c>Task.Yield</c>.</summary>
    public bool Delays { get; set; }

    public bool Yields { get; set; }

    /// <summary>Whether it makes chain calls, itself or through the functions that it mentions: then it has to be lifted.</summary>
    public bool MakesChainCalls { get; set; }
}
