using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Awaits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lifting;

/// <summary>
/// Decides which functions of a handler are lifted. One that makes chain calls is, or is refused. One that only awaits durable primitives is where it is
/// awaited directly, and else stays what every other awaitable is: awaited in the step.
/// </summary>
internal sealed class LiftPlanner(Unit handler, SemanticModel model, CodecSet codecs, CancellationToken cancellationToken)
{
    private readonly NestedFunctions _functions = new(handler, model, cancellationToken);
    private readonly AwaitSyntax _awaits = new(model, cancellationToken);
    private readonly LiftCheck _check = new(model, codecs, cancellationToken);

    public LiftPlan Plan()
    {
        if (!_functions.All.Any(function => function.ChainCalls.Count > 0 || function.Delays || function.Yields))
        {
            return LiftPlan.None;
        }

        FindChainCallers();
        foreach (var function in _functions.All.Where(function => function.MakesChainCalls))
        {
            RefuseOtherUses(function);
        }

        var givenUp = new HashSet<NestedFunction>();
        while (true)
        {
            var plan = Units(Lifted(givenUp));
            var captured = new CaptureAnalysis(handler, plan, model, cancellationToken);
            captured.Find();
            var refusals = plan.Units.Select(unit => _functions.Of(unit.Syntax)!).Select(function => (Function: function, Refusal: _check.WhyNot(function, plan.Of(function.Syntax)!, plan, captured))).Where(pair => pair.Refusal is not null).ToList();
            if (refusals.Count == 0)
            {
                foreach (var unit in plan.Units)
                {
                    unit.Parent!.Exclude(unit.Syntax);
                }

                return plan;
            }

            // A pause that nobody is billed for must not turn into one of the step without a word; a mere Task.Yield may.
            if (refusals.FirstOrDefault(refused => refused.Function.MakesChainCalls || refused.Function.Delays) is { Refusal: { } refusal })
            {
                throw refusal;
            }

            givenUp.UnionWith(refusals.Select(refused => refused.Function));
        }
    }

    private void FindChainCallers()
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var function in _functions.All.Where(function => !function.MakesChainCalls))
            {
                if (function.ChainCalls.Count > 0 || (function.Symbol.IsAsync && _functions.All.Any(called => called.MakesChainCalls && (called.Uses.Any(use => _functions.AsyncAround(use) == function) || (called.IsArgument && _functions.AsyncAround(called) == function)))))
                {
                    function.MakesChainCalls = changed = true;
                }
            }
        }
        while (changed);
    }

    /// <summary>Refuses what is not just called and awaited: it would have to run as the delegate or task that it is to other code.</summary>
    private void RefuseOtherUses(NestedFunction function)
    {
        if (function is { IsLambda: true, Delegate: null, IsArgument: false })
        {
            var call = function.ChainCalls.FirstOrDefault();
            throw Refuse(
                call ?? (SyntaxNode)_functions.All.SelectMany(called => called.Uses.Where(use => use.In == function.Syntax && called.MakesChainCalls)).First().Name,
                $"the chain call {(call is null ? "" : $"of '{NameOf(call)}' ")}stands in a lambda that is passed to code which is not split, and which could wait for its task in this step without end: pass it to LINQ or a collection, make the call in the handler itself, or in an async local function that is awaited where it is called");
        }

        foreach (var use in function.Uses)
        {
            if (use.Call is null)
            {
                throw Refuse(use.Name, $"{function.What}, which makes chain calls, is used otherwise than by calling it: call it, and await it, where it is needed");
            }

            if (use.Call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Inline" })
            {
                throw new SplitException(RuleIds.CannotBeSplit, use.Call, $"Inline() on the call of {function.What}, which makes chain calls: these end the step, they cannot be kept inside");
            }

            _awaits.RefuseConfigured(use.Call);
        }

        if (!IsReached(function))
        {
            throw Refuse(NodeOf(function), $"{function.What} makes chain calls, but the handler never calls it: remove it");
        }
    }

    private bool IsReached(NestedFunction function)
    {
        var seen = new HashSet<NestedFunction>();
        var pending = new Stack<NestedFunction>([function]);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (current is { IsLambda: true, Delegate: null })
            {
                // It is there where it stands.
                if (current.Outer is null)
                {
                    return true;
                }

                if (_functions.Of(current.Outer) is { } around && seen.Add(around))
                {
                    pending.Push(around);
                }
            }

            foreach (var use in current.Uses)
            {
                if (use.In is null)
                {
                    return true;
                }

                if (_functions.Of(use.In) is { } caller && seen.Add(caller))
                {
                    pending.Push(caller);
                }
            }
        }

        return false;
    }

    /// <summary>Those that make chain calls, and those that await durable primitives and that only such functions and the handler call, awaiting it.</summary>
    private List<NestedFunction> Lifted(HashSet<NestedFunction> givenUp)
    {
        var lifted = new HashSet<NestedFunction>(_functions.All.Where(function => function.MakesChainCalls || (!givenUp.Contains(function) && IsCandidate(function))));
        bool changed;
        do
        {
            changed = lifted.RemoveWhere(function => !function.MakesChainCalls
                && !(IsReached(function)
                    && function.Uses.All(use => use.IsAwaited && (use.In is null || lifted.Any(caller => caller.Syntax == use.In)))
                    && (function.Delays || function.Yields || lifted.Any(called => called.Uses.Any(use => use.In == function.Syntax))))) > 0;
        }
        while (changed);
        return [.. lifted.OrderBy(function => function.Syntax.SpanStart)];

        static bool IsCandidate(NestedFunction function) => (!function.IsLambda || function.Delegate is not null) && function.Symbol.IsAsync;
    }

    private LiftPlan Units(IReadOnlyList<NestedFunction> lifted)
    {
        var units = new Dictionary<SyntaxNode, Unit>();
        foreach (var function in lifted)
        {
            // In source order, so that the one around it is there.
            units[function.Syntax] = new Unit(function.Symbol, function.Syntax, function.Body!, function.Outer is { } outer && units.TryGetValue(outer, out var parent) ? parent : handler)
            {
                Name = function is { IsLambda: true, Delegate: null } ? "lambda" : function.Name,
                Delegate = function.Delegate,
                OverflowContext = OverflowContextOf(function.Syntax),
            };
        }

        return new LiftPlan([.. lifted.Select(function => units[function.Syntax])], lifted.SelectMany(function => function.Uses.Select(use => (Call: (SyntaxNode)use.Call!, Unit: units[function.Syntax]))).ToDictionary(use => use.Call, use => use.Unit));
    }

    /// <summary>The keyword of the nearest checked or unchecked block around the function.</summary>
    public static string? OverflowContextOf(SyntaxNode function) => function.Ancestors().OfType<CheckedStatementSyntax>().FirstOrDefault()?.Keyword.ValueText;

    private static SyntaxNode NodeOf(NestedFunction function) => function.ChainCalls.FirstOrDefault() ?? function.Syntax;

    private string NameOf(InvocationExpressionSyntax call) => model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol callee ? Chainables.SimpleName(callee) : call.Expression.ToString();

    private static SplitException Refuse(SyntaxNode node, string text) => new(RuleIds.ChainCallInLambda, node, text);
}
