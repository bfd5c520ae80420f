using AsyncSplit.Generators.Splitting.Lifting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Forks;

/// <summary>
/// Which chain calls of a handler or lifted function are started and not awaited at once, and what becomes of their tasks. Where there is such a call (a fork), awaits of tasks are joins, timers and
/// combinators are the runtime's, and tasks may be captured.
/// </summary>
internal sealed class ForkAnalysis
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly Unit _unit;
    private readonly bool _startsTimers;
    private readonly LiftPlan _lifting;

    /// <param name="unit">The handler or lifted function.</param>
    /// <param name="lifting">What is lifted out of it.</param>
    /// <param name="model">Its file.</param>
    /// <param name="isAwaited">Whether a call is awaited at once.</param>
    /// <param name="startsTimers">Whether <see cref="Timers"/> alone make a fork.</param>
    /// <param name="cancellationToken">Cancels the analysis.</param>
    public ForkAnalysis(Unit unit, LiftPlan lifting, SemanticModel model, Func<InvocationExpressionSyntax, bool> isAwaited, bool startsTimers, CancellationToken cancellationToken)
    {
        _startsTimers = startsTimers;
        _lifting = lifting;
        Lambdas = [.. lifting.Units.Where(lifted => lifted.Parent == unit && lifted.IsArgument)];
        _unit = unit;
        _model = model;
        _cancellationToken = cancellationToken;
        foreach (var invocation in unit.Nodes.OfType<InvocationExpressionSyntax>())
        {
            var method = Method(invocation);
            if (method is not null && Chainables.IsChainable(method) && !isAwaited(invocation))
            {
                Started[invocation] = method;
            }
            else if (method is not null && TaskTypes.IsOutside(method))
            {
                Outside[invocation] = method;
            }
            else if (lifting.CalledBy(invocation) is { } lifted && !isAwaited(invocation))
            {
                StartedLifted[invocation] = lifted;
            }
            else if (method is not null && TaskTypes.IsDelay(method) && !isAwaited(invocation) && !IsInFunction(invocation))
            {
                Timers.Add(invocation);
            }
        }

        if (!Any)
        {
            return;
        }

        foreach (var node in unit.Nodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Visit(node, isAwaited);
        }
    }

    /// <summary>The chain calls that are started.</summary>
    public Dictionary<InvocationExpressionSyntax, IMethodSymbol> Started { get; } = [];

    /// <summary>The calls of lifted functions that are started.</summary>
    public Dictionary<InvocationExpressionSyntax, Unit> StartedLifted { get; } = [];

    /// <summary>The calls of <c>Chain.Callback</c> and <c>Chain.Signal</c>, awaited at once or not.</summary>
    public Dictionary<InvocationExpressionSyntax, IMethodSymbol> Outside { get; } = [];

    /// <summary>The calls of <c>Task.Delay</c> that are not awaited at once, outside of functions.</summary>
    public HashSet<InvocationExpressionSyntax> Timers { get; } = [];

    /// <summary>The lifted lambdas that are arguments: each call of one is started.</summary>
    public IReadOnlyList<Unit> Lambdas { get; }

    /// <summary>The calls of <c>Task.WhenAll</c>, <c>Task.WhenAny</c>, and of <c>Task.Delay</c> without an await: the runtime makes these tasks.</summary>
    public HashSet<InvocationExpressionSyntax> Combined { get; } = [];

    /// <summary>The loops over <c>Task.WhenEach</c>, each with its call.</summary>
    public Dictionary<ForEachStatementSyntax, InvocationExpressionSyntax> Each { get; } = [];

    /// <summary>The calls of <c>WaitAsync</c> with a time-out.</summary>
    public HashSet<InvocationExpressionSyntax> Limited { get; } = [];

    /// <summary>The reads of <c>Task.Result</c>.</summary>
    public HashSet<MemberAccessExpressionSyntax> Results { get; } = [];

    /// <summary>Whether the handler starts anything.</summary>
    public bool Any => Started.Count + StartedLifted.Count + Outside.Count + Lambdas.Count > 0 || (_startsTimers && Timers.Count > 0);

    /// <summary>The timers that functions of the unit set: whoever calls those must not wait for them in this step.</summary>
    public IEnumerable<InvocationExpressionSyntax> TimersInFunctions => Combined.Where(call => Method(call) is { } method && TaskTypes.IsDelay(method) && IsInFunction(call));

    /// <summary>Whether there may be tasks that run in the handler's own process, beside those that stand for started calls.</summary>
    public bool RunsTasks { get; private set; }

    /// <summary>Where something is started: calls, and lambdas each call of which is started.</summary>
    public IEnumerable<SyntaxNode> Starts => Started.Keys.Concat(StartedLifted.Keys).Concat(Outside.Keys).Concat(Lambdas.Select(lambda => lambda.Syntax));

    /// <summary>Whether an expression may give a task that stands for a started call.</summary>
    public bool MayStart(ExpressionSyntax expression)
    {
        expression = Strip(expression);
        return Any && TaskTypes.MayHoldTask(_model.GetTypeInfo(expression, _cancellationToken).Type) && _model.GetSymbolInfo(expression, _cancellationToken).Symbol is not INamespaceOrTypeSymbol
            && (expression is not InvocationExpressionSyntax invocation || Started.ContainsKey(invocation) || StartedLifted.ContainsKey(invocation) || Outside.ContainsKey(invocation) || Combined.Contains(invocation) || Limited.Contains(invocation)
                || Method(invocation) is { } method && (TaskTypes.OnlyPassesOn(method) && !IsOwnTask(method) || method.MethodKind == MethodKind.DelegateInvoke));
    }

    /// <summary>Whether an expression is the variable of a loop over <c>Task.WhenEach</c>: the task has ended, in whichever step.</summary>
    public bool HasEnded(ExpressionSyntax expression) =>
        Strip(expression) is IdentifierNameSyntax name && _model.GetSymbolInfo(name, _cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
        && declaration.GetSyntax(_cancellationToken) is ForEachStatementSyntax loop && Each.ContainsKey(loop);

    /// <summary>What becomes of the receiver of a call that is started.</summary>
    public CallReceiver ReceiverOf(InvocationExpressionSyntax call, IMethodSymbol method) =>
        CallReceiver.Of(method, (call.Expression as MemberAccessExpressionSyntax)?.Expression, _model, _cancellationToken);

    public static ExpressionSyntax Strip(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        return expression;
    }

    private void Visit(SyntaxNode node, Func<InvocationExpressionSyntax, bool> isAwaited)
    {
        switch (node)
        {
            case InvocationExpressionSyntax invocation when !Started.ContainsKey(invocation) && !StartedLifted.ContainsKey(invocation) && !Outside.ContainsKey(invocation) && Method(invocation) is { } method && !Chainables.IsChainable(method):
                if (TaskTypes.IsCombinator(method) || (TaskTypes.IsDelay(method) && !isAwaited(invocation) && !IsInAsyncFunction(invocation)))
                {
                    Combined.Add(invocation);
                }
                else if (TaskTypes.IsLimit(method))
                {
                    Limited.Add(invocation);
                }
                else if (TaskTypes.IsTask(method.ReturnType) && MayRunHere(invocation, method, isAwaited) && !HandsOutToken(invocation))
                {
                    RunsTasks = true;
                }

                break;
            case ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } loop when loop.Expression is InvocationExpressionSyntax call && Method(call) is { } each && TaskTypes.IsEach(each) && !IsInFunction(loop):
                Each[loop] = call;
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } access
                when _model.GetSymbolInfo(access, _cancellationToken).Symbol is IPropertySymbol property && TaskTypes.IsTask(property.ContainingType)
                && !access.Expression.DescendantNodesAndSelf().Any(inner => inner is AwaitExpressionSyntax):
                Results.Add(access);
                break;
        }
    }

    /// <summary>Whether the method is a local function that makes its task itself, and not of started calls.</summary>
    private static bool IsOwnTask(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.LocalFunction, IsAsync: true } && !(method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } && TaskTypes.MayHoldTask(result));

    /// <summary>Whether a call may give a task that runs in this process and is captured: an await of what a delegate gives is a join.</summary>
    private bool MayRunHere(InvocationExpressionSyntax invocation, IMethodSymbol method, Func<InvocationExpressionSyntax, bool> isAwaited) =>
        _lifting.CalledBy(invocation) is null && (method.MethodKind == MethodKind.DelegateInvoke || (!isAwaited(invocation) && (method.IsAsync || !TaskTypes.OnlyPassesOn(method))));

    /// <summary>Whether the call is one of a function that hands out a callback's token: the runtime waits for that.</summary>
    private bool HandsOutToken(InvocationExpressionSyntax invocation) => Outside.Keys.Any(call => call.ArgumentList.Span.Contains(invocation.Span));

    private IMethodSymbol? Method(InvocationExpressionSyntax invocation) => _model.GetSymbolInfo(invocation, _cancellationToken).Symbol as IMethodSymbol;

    private bool IsInFunction(SyntaxNode node) => node.Ancestors().TakeWhile(outer => outer != _unit.Syntax).Any(NestedFunctions.IsFunction);

    private bool IsInAsyncFunction(SyntaxNode node) => node.Ancestors().TakeWhile(outer => outer != _unit.Syntax).Any(outer => outer switch
    {
        AnonymousFunctionExpressionSyntax function => function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    });
}
