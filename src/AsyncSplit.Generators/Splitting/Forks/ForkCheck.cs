using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Lifting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Forks;

/// <summary>
/// Refuses what would wait in this step for a task that no step completes: a task that may stand for a started call goes to code that is not split.
/// </summary>
internal sealed class ForkCheck(ForkAnalysis forks, SemanticModel model, Func<ArgumentSyntax, bool> hasNoEffect, CancellationToken cancellationToken)
{
    /// <exception cref="SplitException">There is such code.</exception>
    public void Check(Unit unit)
    {
        if (!forks.Any)
        {
            return;
        }

        foreach (var started in forks.Started)
        {
            CheckStarted(started.Key, started.Value);
        }

        new StartingFunctions(forks, model, unit, cancellationToken).Check();
        foreach (var node in unit.Nodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (node)
            {
                case InvocationExpressionSyntax invocation:
                    CheckReceiver(invocation);
                    CheckArguments(invocation, invocation.ArgumentList);
                    break;
                case BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation:
                    CheckArguments(creation, arguments);
                    break;
                case AwaitExpressionSyntax awaited when FunctionAround(awaited, unit) is { } function && forks.MayStart(awaited.Expression):
                    throw Refuse(awaited, $"the await of a task that may stand for a started call inside {StartingFunctions.Describe(function)}: await it in the handler itself");
                case AssignmentExpressionSyntax assignment when model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is IFieldSymbol or IPropertySymbol && forks.MayStart(assignment.Right)
                    && (model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol!.IsStatic || assignment.Left is SimpleNameSyntax { Parent: not InitializerExpressionSyntax } or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })
                    && assignment.Parent is not InitializerExpressionSyntax:
                    throw Refuse(assignment, $"a task that may stand for a started call is kept in '{assignment.Left}', which the next step does not have: keep it in a local");
            }
        }
    }

    /// <summary>Whether <see cref="Check"/> has nothing to say.</summary>
    public bool Allows(Unit unit)
    {
        try
        {
            Check(unit);
            return true;
        }
        catch (SplitException)
        {
            return false;
        }
    }

    private void CheckStarted(InvocationExpressionSyntax invocation, IMethodSymbol method)
    {
        if (method.ReducedFrom is not null)
        {
            throw Refuse(invocation, $"the chain call of the extension method '{method.Name}' is started and not awaited at once: call it as the static method that it is");
        }

        if (invocation.Expression is MemberBindingExpressionSyntax)
        {
            throw Refuse(invocation, $"the chain call of '{method.Name}' behind '?.' is started and not awaited at once: test for null before");
        }

        if (method.ReturnType.Name == "ValueTask" && invocation.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsTask", Parent: InvocationExpressionSyntax })
        {
            throw Refuse(invocation, $"the chain call of '{method.Name}' is started and not awaited at once, and gives a ValueTask, which can be awaited only once: call AsTask() on it");
        }

        if (invocation.Expression is MemberAccessExpressionSyntax access && !IsSimple(access.Expression))
        {
            throw Refuse(invocation, $"the chain call of '{method.Name}' is started on '{access.Expression}', which is computed: keep it in a local before");
        }
    }

    /// <summary>Whether the receiver is a variable or member: the text of the call has no place for another's parts.</summary>
    private bool IsSimple(ExpressionSyntax receiver) => ForkAnalysis.Strip(receiver) switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsSimple(suppressed.Operand),
        ThisExpressionSyntax or PredefinedTypeSyntax => true,
        SimpleNameSyntax name => model.GetSymbolInfo(name, cancellationToken).Symbol is not IMethodSymbol,
        MemberAccessExpressionSyntax access => model.GetSymbolInfo(access, cancellationToken).Symbol is INamespaceOrTypeSymbol or IFieldSymbol or IPropertySymbol && IsSimple(access.Expression),
        AliasQualifiedNameSyntax => true,
        _ => false,
    };

    private void CheckReceiver(InvocationExpressionSyntax invocation)
    {
        if (invocation.Expression is not MemberAccessExpressionSyntax access || !TaskTypes.IsTask(model.GetTypeInfo(access.Expression, cancellationToken).Type) || !forks.MayStart(access.Expression)
            || forks.Limited.Contains(invocation))
        {
            return;
        }

        switch (access.Name.Identifier.ValueText)
        {
            case "Equals" or "GetHashCode" or "ToString" or "GetType":
                return;
            case "ConfigureAwait" when invocation.ArgumentList.Arguments is [var argument] && hasNoEffect(argument) && AroundParentheses(invocation) is AwaitExpressionSyntax:
                return;
            case "ConfigureAwait":
                throw Refuse(invocation, $"'ConfigureAwait{invocation.ArgumentList}' on a task that may stand for a started call, which would change what the await throws, or is not awaited here: catch the exception instead");
            case "Inline":
                throw Refuse(invocation, $"Inline() on '{access.Expression}', which may stand for a started call: no step would end the wait");
            case "WaitAsync":
                throw Refuse(invocation, $"'{access.Name}{invocation.ArgumentList}' on a task that may stand for a started call: give a time-out alone");
            default:
                throw Refuse(invocation, $"'{access.Name.Identifier.ValueText}' on '{access.Expression}', which may stand for a started call: await it instead");
        }
    }

    private void CheckArguments(ExpressionSyntax call, BaseArgumentListSyntax list)
    {
        if (list.Arguments.Count == 0 || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method || Chainables.IsChainable(method) || Passes(method)
            || call is InvocationExpressionSyntax invocation && (forks.Combined.Contains(invocation) || forks.Each.ContainsValue(invocation)))
        {
            return;
        }

        foreach (var argument in list.Arguments)
        {
            if (forks.MayStart(argument.Expression))
            {
                throw Refuse(argument, $"a task that may stand for a started call is passed to '{method.Name}', which could wait for it in this step without end: await it, and pass the result");
            }
        }
    }

    private static bool Passes(IMethodSymbol method) =>
        TaskTypes.OnlyPassesOn(method) || (method.MethodKind == MethodKind.Constructor && !method.ContainingType.DeclaringSyntaxReferences.IsEmpty);

    private static SyntaxNode? AroundParentheses(SyntaxNode node)
    {
        var outer = node.Parent;
        while (outer is ParenthesizedExpressionSyntax)
        {
            outer = outer.Parent;
        }

        return outer;
    }

    private static SyntaxNode? FunctionAround(SyntaxNode node, Unit unit) =>
        node.Ancestors().TakeWhile(outer => outer != unit.Syntax && outer is not MemberDeclarationSyntax).FirstOrDefault(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    private static SplitException Refuse(SyntaxNode node, string construct) => new(RuleIds.CannotBeSplit, node, construct);
}
