using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>What becomes of the receiver of a chain call, awaited or started: it says whose method the callee's step runs, is tested for null, or is not needed.</summary>
/// <param name="Method">The method of <c>Step</c> that takes it, and the call behind it; null where it is not needed.</param>
/// <param name="Expression">The receiver as the user has written it; null where that is the handler's own instance.</param>
internal readonly record struct CallReceiver(string? Method, ExpressionSyntax? Expression)
{
    /// <param name="callee">The called method.</param>
    /// <param name="receiver">On what it is called; null where that is not said.</param>
    /// <param name="model">The model of the file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static CallReceiver Of(IMethodSymbol callee, ExpressionSyntax? receiver, SemanticModel model, CancellationToken cancellationToken) => Chainables.DispatchOf(callee) switch
    {
        Dispatch.OnReceiver when receiver is BaseExpressionSyntax => new("OnBase", null),
        Dispatch.OnReceiver => new("On", receiver),
        // It is not called, but evaluating it may do something, and calling null is an error.
        _ when receiver is not null && !callee.IsStatic && !IsAlwaysThere(receiver, model, cancellationToken) => new("NotNull", receiver),
        _ => default,
    };

    /// <summary>What stands before the receiver.</summary>
    public string Open => $"{KnownNames.Step}.{Method}(";

    private static bool IsAlwaysThere(ExpressionSyntax receiver, SemanticModel model, CancellationToken cancellationToken)
    {
        while (receiver is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            receiver = receiver is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : ((PostfixUnaryExpressionSyntax)receiver).Operand;
        }

        return receiver is ThisExpressionSyntax or BaseExpressionSyntax
            || (model.GetSymbolInfo(receiver, cancellationToken).Symbol is { } symbol && (symbol is INamespaceOrTypeSymbol || FixedMembers.IsFixed(receiver, symbol, cancellationToken)));
    }
}
