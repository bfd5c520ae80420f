using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Forks;
using AsyncSplit.Generators.Splitting.Lifting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Awaits;

/// <summary>Decides which awaits are boundaries, and of which kind (design, section 3).</summary>
internal sealed class AwaitClassifier(SemanticModel model, AwaitSyntax awaits, ForkAnalysis forks, LiftPlan lifting, CancellationToken cancellationToken)
{
    /// <summary>The boundary that <paramref name="syntax"/> is, or null where the await stays inside its step.</summary>
    public Boundary? Classify(AwaitExpressionSyntax syntax)
    {
        var operand = awaits.StripConfigureAwait(syntax.Expression);
        var result = ResultOf(syntax);
        if (lifting.CalledBy(operand) is { } lifted)
        {
            return new Boundary(syntax, BoundaryKind.ChainCall, operand, lifted.Symbol, result, lifted.Name) { Lifted = lifted };
        }

        if (forks.HasEnded(operand))
        {
            return null;
        }

        if (TaskTypes.IsTask(model.GetTypeInfo(operand, cancellationToken).Type) && forks.MayStart(operand))
        {
            return new Boundary(syntax, BoundaryKind.Join, operand, null, result, NameOfJoin(operand)) { IsOutside = operand is InvocationExpressionSyntax call && forks.Outside.ContainsKey(call) };
        }

        if (operand is not InvocationExpressionSyntax invocation || model.GetSymbolInfo(invocation, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return Opaque(syntax, operand, result, "await");
        }

        if (Chainables.IsChainable(method))
        {
            return new Boundary(syntax, BoundaryKind.ChainCall, operand, method.ReducedFrom ?? method, result, Chainables.SimpleName(method));
        }

        if (method.Name == "Inline" && Types.IsNamed(method.ContainingType, KnownNames.InlineExtensions))
        {
            return null;
        }

        return Primitive(method) is { } primitive
            ? new Boundary(syntax, primitive, operand, null, null, method.Name)
            : Opaque(syntax, operand, result, method.Name);
    }

    /// <summary>The boundary at which a loop over <c>Task.WhenEach</c> waits for the next task.</summary>
    public Boundary Classify(ForEachStatementSyntax each) =>
        new(each.Expression, BoundaryKind.Join, each.Expression, null, model.GetForEachStatementInfo(each).ElementType, "WhenEach");

    /// <summary>Which durable primitive the method is, if any.</summary>
    public static BoundaryKind? Primitive(IMethodSymbol method) => !Types.IsNamed(method.ContainingType, "System.Threading.Tasks.Task") ? null : method.Name switch
    {
        "Yield" => BoundaryKind.Yield,
        "Delay" when method.Parameters.All(parameter => parameter.Type.Name != "TimeProvider") => BoundaryKind.Delay,
        _ => null,
    };

    private static string NameOfJoin(ExpressionSyntax operand) => operand switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAsync", Expression: var limited } } => NameOfJoin(ForkAnalysis.Strip(limited)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => "await",
    };

    private Boundary Opaque(AwaitExpressionSyntax syntax, ExpressionSyntax operand, ITypeSymbol? result, string name) =>
        new(syntax, BoundaryKind.Opaque, operand, null, result, name)
        {
            IsTask = model.GetTypeInfo(operand, cancellationToken).Type is { } type && Types.TryGetTaskResult(type, out _),
        };

    /// <summary>Refuses chain calls that are kept inside their step, or awaited otherwise than they can be.</summary>
    public void RefuseMisplacedChainCalls(Unit handler)
    {
        foreach (var invocation in handler.InBody.OfType<InvocationExpressionSyntax>())
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

            awaits.RefuseConfigured(invocation);
        }
    }

    /// <summary>Refuses chainable methods that are passed on as delegates: calling one would run the method in place.</summary>
    public void RefuseMethodGroups(Unit handler)
    {
        foreach (var name in handler.InBody.OfType<SimpleNameSyntax>())
        {
            var expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
            if (expression.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax or QualifiedNameSyntax or NameColonSyntax or MemberBindingExpressionSyntax
                || SyntaxFacts.IsInTypeOnlyContext(expression) || IsInNameof(expression))
            {
                continue;
            }

            if (model.GetSymbolInfo(expression, cancellationToken).Symbol is not IMethodSymbol method)
            {
                continue;
            }

            if (TaskTypes.IsOutside(method))
            {
                throw new SplitException(RuleIds.ChainCallInLambda, expression, $"'Chain.{method.Name}' is used as a delegate, and a call of that would wait within the step: call it in the handler itself");
            }

            if (Chainables.IsChainable(method))
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
