using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Awaits;

/// <summary>The chain calls whose tasks a handler that is not async hands on: those it returns, as they are or made into another kind of task.</summary>
internal sealed class ForwardedCalls
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<InvocationExpressionSyntax, IMethodSymbol> _calls = [];

    public ForwardedCalls(SyntaxNode body, SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
        if (body is ArrowExpressionClauseSyntax arrow)
        {
            Find(arrow.Expression);
        }

        foreach (var statement in body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>())
        {
            if (statement.Expression is { } value)
            {
                Find(value);
            }
        }
    }

    public IEnumerable<InvocationExpressionSyntax> All => _calls.Keys;

    /// <summary>Whether the call's task is handed on.</summary>
    public bool Contains(InvocationExpressionSyntax call) => _calls.ContainsKey(call);

    /// <summary>Whether a chain call is handed on in one of the cases that <paramref name="choice"/> is made of.</summary>
    public bool AreIn(ExpressionSyntax choice) => _calls.Keys.Any(call => choice.Span.Contains(call.Span));

    /// <summary>The chain call whose task <paramref name="value"/> is, and what it calls.</summary>
    public (InvocationExpressionSyntax Call, IMethodSymbol Callee)? CallIn(ExpressionSyntax value)
    {
        while (true)
        {
            switch (value)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    value = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { OperatorToken.ValueText: "!" } suppressed:
                    value = suppressed.Operand;
                    break;
                case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var task }], Initializer: null } creation when IsTask(_model.GetTypeInfo(creation, _cancellationToken).Type) && IsTask(_model.GetTypeInfo(task, _cancellationToken).Type):
                    value = task;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsTask", Expression: var task }, ArgumentList.Arguments.Count: 0 } when IsTask(_model.GetTypeInfo(task, _cancellationToken).Type):
                    value = task;
                    break;
                case InvocationExpressionSyntax call when _model.GetSymbolInfo(call, _cancellationToken).Symbol is IMethodSymbol callee && Chainables.IsChainable(callee):
                    return (call, callee.ReducedFrom ?? callee);
                default:
                    return null;
            }
        }
    }

    private static bool IsTask(ITypeSymbol? type) => type is not null && Types.TryGetTaskResult(type, out _);

    private void Find(ExpressionSyntax value)
    {
        switch (value)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Find(parenthesized.Expression);
                break;
            case ConditionalExpressionSyntax choice:
                Find(choice.WhenTrue);
                Find(choice.WhenFalse);
                break;
            case SwitchExpressionSyntax choice:
                foreach (var arm in choice.Arms)
                {
                    Find(arm.Expression);
                }

                break;
            default:
                if (CallIn(value) is var (call, callee))
                {
                    _calls[call] = callee;
                }

                break;
        }
    }
}
