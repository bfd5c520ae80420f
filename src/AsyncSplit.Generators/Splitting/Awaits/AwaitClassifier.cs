using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Forks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Awaits;

/// <summary>Decides which awaits are boundaries, and of which kind (design, section 3).</summary>
internal sealed class AwaitClassifier(SemanticModel model, AwaitSyntax awaits, ForkAnalysis forks, CancellationToken cancellationToken)
{
    /// <summary>The boundary that <paramref name="syntax"/> is, or null where the await stays inside its step.</summary>
    public Boundary? Classify(AwaitExpressionSyntax syntax)
    {
        var operand = awaits.StripConfigureAwait(syntax.Expression);
        var result = ResultOf(syntax);
        if (TaskTypes.IsTask(model.GetTypeInfo(operand, cancellationToken).Type) && forks.MayStart(operand))
        {
            return new Boundary(syntax, BoundaryKind.Join, operand, null, result, NameOfJoin(operand));
        }

        if (operand is not InvocationExpressionSyntax invocation || model.GetSymbolInfo(invocation, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return Opaque(syntax, operand, result, "await");
        }

        if (Chainables.IsChainable(method))
        {
            return new Boundary(syntax, BoundaryKind.ChainCall, operand, method.ReducedFrom ?? method, result, Chainables.SimpleName(method));
        }

        var container = method.ContainingType?.ToDisplayString();
        if (container == KnownNames.InlineExtensions && method.Name == "Inline")
        {
            return null;
        }

        if (container == "System.Threading.Tasks.Task")
        {
            switch (method.Name)
            {
                case "Yield":
                    return new Boundary(syntax, BoundaryKind.Yield, operand, null, null, "Yield");
                case "Delay" when method.Parameters.All(parameter => parameter.Type.Name != "TimeProvider"):
                    return new Boundary(syntax, BoundaryKind.Delay, operand, null, null, "Delay");
            }
        }

        return Opaque(syntax, operand, result, method.Name);
    }

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

    /// <summary>Refuses chain calls that are awaited in a lambda or local function, or kept inside their step.</summary>
    public void RefuseMisplacedChainCalls(SyntaxNode body)
    {
        foreach (var invocation in body.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (model.GetSymbolInfo(invocation, cancellationToken).Symbol is not IMethodSymbol method || !Chainables.IsChainable(method))
            {
                continue;
            }

            if (invocation.Ancestors().TakeWhile(node => node != body).FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) is { } function
                && (awaits.IsAwaited(invocation) || IsAsync(function)))
            {
                var where = function is LocalFunctionStatementSyntax local ? $"the local function '{local.Identifier.ValueText}'" : "a lambda";
                throw new SplitException(RuleIds.ChainCallInLambda, invocation, $"the chain call of '{method.Name}' stands in {where}, which the split cannot lift yet: make the call in the handler itself, or move the code into a handler of its own");
            }

            if (invocation.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Inline" })
            {
                throw new SplitException(RuleIds.CannotBeSplit, invocation, $"Inline() on the chain call of '{method.Name}': a call by message ends the step, it cannot be kept inside");
            }

            if (invocation.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured }
                && (configured.ArgumentList.Arguments is not [var argument] || !awaits.HasNoEffect(argument)))
            {
                throw new SplitException(RuleIds.CannotBeSplit, configured, $"'ConfigureAwait{configured.ArgumentList}' on a chain call, which would change what the await throws, or is not known at build time: catch the exception instead");
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

    private static bool IsInNameof(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    private static bool IsAsync(SyntaxNode function) =>
        (function is LocalFunctionStatementSyntax local ? local.Modifiers : ((AnonymousFunctionExpressionSyntax)function).Modifiers).Any(SyntaxKind.AsyncKeyword);

    private ITypeSymbol? ResultOf(AwaitExpressionSyntax syntax)
    {
        var getResult = model.GetAwaitExpressionInfo(syntax).GetResultMethod;
        return getResult is null || getResult.ReturnsVoid ? null : model.GetTypeInfo(syntax, cancellationToken).Type;
    }
}
