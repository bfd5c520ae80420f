using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Lifting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Awaits;

/// <summary>Decides which awaits are boundaries, and of which kind (design, section 3).</summary>
internal sealed class AwaitClassifier(SemanticModel model, LiftPlan lifting, CancellationToken cancellationToken)
{
    private readonly AwaitSyntax _syntax = new(model, cancellationToken);

    /// <summary>The boundary that <paramref name="syntax"/> is, or null where the await stays inside its step.</summary>
    public Boundary? Classify(AwaitExpressionSyntax syntax)
    {
        var operand = _syntax.OperandOf(syntax);
        var result = ResultOf(syntax);
        if (operand is not InvocationExpressionSyntax invocation || model.GetSymbolInfo(invocation, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return Opaque(syntax, operand, result, "await");
        }

        if (lifting.CalledBy(invocation) is { } lifted)
        {
            return new Boundary(syntax, BoundaryKind.ChainCall, operand, lifted.Symbol, result, lifted.Name) { Lifted = lifted };
        }

        if (Chainables.IsChainable(method))
        {
            return new Boundary(syntax, BoundaryKind.ChainCall, operand, method, result, Chainables.SimpleName(method));
        }

        if (method.ContainingType?.ToDisplayString() == KnownNames.InlineExtensions && method.Name == "Inline")
        {
            return null;
        }

        return Primitive(method) is { } primitive
            ? new Boundary(syntax, primitive, operand, null, null, method.Name)
            : Opaque(syntax, operand, result, method.Name);
    }

    /// <summary>Which durable primitive the method is, if any.</summary>
    public static BoundaryKind? Primitive(IMethodSymbol method) => method.ContainingType?.ToDisplayString() != "System.Threading.Tasks.Task" ? null : method.Name switch
    {
        "Yield" => BoundaryKind.Yield,
        "Delay" when method.Parameters.All(parameter => parameter.Type.Name != "TimeProvider") => BoundaryKind.Delay,
        _ => null,
    };

    private Boundary Opaque(AwaitExpressionSyntax syntax, ExpressionSyntax operand, ITypeSymbol? result, string name) =>
        new(syntax, BoundaryKind.Opaque, operand, null, result, name)
        {
            IsTask = model.GetTypeInfo(operand, cancellationToken).Type is { } type && Types.TryGetTaskResult(type, out _),
        };

    /// <summary>Refuses chain calls that stand directly in the unit and are started and not awaited at once.</summary>
    public void RefuseUnawaitedChainCalls(Unit unit)
    {
        foreach (var invocation in unit.Body.DescendantNodesAndSelf(node => !NestedFunctions.IsFunction(node)).OfType<InvocationExpressionSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (model.GetSymbolInfo(invocation, cancellationToken).Symbol is not IMethodSymbol method || !Chainables.IsChainable(method))
            {
                continue;
            }

            if (invocation.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Inline" })
            {
                throw new SplitException(RuleIds.CannotBeSplit, invocation, $"Inline() on the chain call of '{method.Name}': a call by message ends the step, it cannot be kept inside");
            }

            _syntax.RefuseChange(invocation);
            if (!_syntax.IsAwaited(invocation))
            {
                throw new SplitException(RuleIds.CannotBeSplit, invocation, $"the chain call of '{method.Name}' is started and not awaited at once (fork and join), which cannot be split yet: await it where it is called");
            }
        }
    }

    /// <summary>Refuses chainable methods that are passed on as delegates: calling one would run the method in place.</summary>
    public void RefuseMethodGroups(SyntaxNode body)
    {
        foreach (var name in body.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
            if (expression.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax or QualifiedNameSyntax or NameColonSyntax or MemberBindingExpressionSyntax
                || IsInNameof(expression))
            {
                continue;
            }

            if (model.GetSymbolInfo(expression, cancellationToken).Symbol is IMethodSymbol method && Chainables.IsChainable(method))
            {
                throw new SplitException(RuleIds.ChainCallInLambda, expression, $"the chainable method '{method.Name}' is used as a delegate, and a call of that would not go by message: call it, and await it, in the handler itself");
            }
        }
    }

    /// <summary>Whether only the name is meant.</summary>
    public static bool IsInNameof(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    private ITypeSymbol? ResultOf(AwaitExpressionSyntax syntax)
    {
        var getResult = model.GetAwaitExpressionInfo(syntax).GetResultMethod;
        return getResult is null || getResult.ReturnsVoid ? null : model.GetTypeInfo(syntax, cancellationToken).Type;
    }
}
