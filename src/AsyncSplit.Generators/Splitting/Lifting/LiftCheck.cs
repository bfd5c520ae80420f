using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Forks;
using AsyncSplit.Generators.Splitting.Lifting.Sharing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lifting;

/// <summary>What keeps a function from being lifted: its signature, or that the values which its calls carry would not do for it.</summary>
internal sealed class LiftCheck(SemanticModel model, CodecSet codecs, CancellationToken cancellationToken)
{
    /// <summary>Why the function cannot be lifted; null where it can.</summary>
    public SplitException? WhyNot(NestedFunction function, Unit unit, LiftPlan plan, CaptureAnalysis captures)
    {
        if ((Signature(function.Symbol) ?? Delegate(function) ?? Place(unit)) is { } reason)
        {
            return Refusal(SignaturePlace(function), $"{function.What} {reason}");
        }

        if (captures.WriteIn(unit) is { } write)
        {
            return Refusal(write.Name, $"'{write.Symbol.Name}' is written inside {Quoted(write.Name, unit)}, and {function.What} runs in entry points of its own, on a copy: return the value instead");
        }

        if (function.IsStarted && Started(function, unit, captures) is { } started)
        {
            return started;
        }

        if (captures.HiddenIn(unit) is { } hidden)
        {
            return Refusal(SignaturePlace(function), $"{function.What} declares '{hidden}', and what it calls uses another '{hidden}' of the handler: rename one of them");
        }

        if (unit.Captured.FirstOrDefault(variable => HandlerNaming.IsRecordMember(variable.Name)) is { } named)
        {
            return Refusal(captures.UseIn(unit, named), $"'{named.Name}', which {function.What} uses, has the name of something that every message has: call it otherwise");
        }

        if (unit.Inputs.FirstOrDefault(variable => TaskTypes.MayHoldTask(Types.OfVariable(variable))) is { } task)
        {
            return Refusal(captures.UseIn(unit, task), $"'{task.Name}', which {function.What} uses, may hold a task, which stands for a started call in the steps of the handler only: await it before, and use the result");
        }

        // What makes chain calls or waits is lifted or an error, and the error says more: with the codecs.
        if (!function.MakesChainCalls && !function.Delays && unit.Inputs.Select(Types.OfVariable).Append(unit.Result).OfType<ITypeSymbol>().FirstOrDefault(type => !Types.IsCancellationToken(type) && !codecs.IsSerializable(type)) is { } type)
        {
            return Refusal(function.Syntax, $"{function.What} uses a value of type {type.ToDisplayString()}");
        }

        codecs.ReadsOtherBodies = true;
        return new SharedObjects(unit, function, plan, model, cancellationToken).Refusal();
    }

    /// <summary>While what is started runs, the handler goes on: what it does meanwhile to a variable or object, a plain run would show to the function.</summary>
    private static SplitException? Started(NestedFunction function, Unit unit, CaptureAnalysis captures)
    {
        if (function.Symbol.ReturnType.Name == "ValueTask")
        {
            return Refusal(SignaturePlace(function), $"{function.What} makes chain calls, is started and not awaited at once, and gives a ValueTask, which can be awaited only once: have it return a Task");
        }

        foreach (var variable in unit.Captured)
        {
            if (captures.WriteOf(variable) is { } write)
            {
                return Refusal(write, $"'{variable.Name}' is written here, and {function.What}, which uses it, may still be running: give the function a variable of its own that is set once");
            }
        }

        return unit.Inputs.FirstOrDefault(variable => !Types.IsCancellationToken(Types.OfVariable(variable)) && !Immutability.IsImmutable(Types.OfVariable(variable))) is { } shared
            ? Refusal(captures.UseIn(unit, shared), $"'{shared.Name}' ({Types.OfVariable(shared).ToDisplayString()}) may be changed while {function.What}, which is started and not awaited at once, is still running, on a copy: use values of it, or make its type immutable")
            : null;
    }

    private static string? Signature(IMethodSymbol function)
    {
        if (function.IsGenericMethod)
        {
            return "has type parameters, which a message cannot carry: write a function for each type";
        }

        if (!function.IsAsync)
        {
            return "makes chain calls and is not async: make it async, and await them";
        }

        if (!Types.TryGetTaskResult(function.ReturnType, out _))
        {
            return $"returns {(function.ReturnsVoid ? "void" : function.ReturnType.ToDisplayString())}: to be called by message it has to return Task, Task<T>, ValueTask or ValueTask<T>";
        }

        foreach (var parameter in function.Parameters)
        {
            if (parameter.RefKind != RefKind.None || parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol || parameter.Type.IsRefLikeType)
            {
                return $"has the parameter '{parameter.Name}', which is passed by reference or is a pointer or ref struct: pass a value";
            }

            if (parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "CallerLineNumberAttribute" or "CallerFilePathAttribute"))
            {
                return $"has the parameter '{parameter.Name}', which says where a call stands: leave that out";
            }

            if (parameter.IsDiscard || HandlerNaming.IsRecordMember(parameter.Name))
            {
                return $"has a parameter called '{parameter.Name}', which its arguments cannot be named by in a message: call it otherwise";
            }
        }

        return null;
    }

    /// <summary>A call of a delegate goes by the parameters of its type, the function by its own.</summary>
    private static string? Delegate(NestedFunction function) =>
        function.Delegate is not null
        && function.Uses.Any(use => use.Call is { ArgumentList.Arguments: var arguments } && (arguments.Count != function.Symbol.Parameters.Length || arguments.Any(argument => argument.NameColon is not null)))
        || function.Delegate?.Type is INamedTypeSymbol { DelegateInvokeMethod.Parameters: var parameters } && parameters.Any(parameter => parameter.IsParams)
            ? "is called with named, omitted or params arguments: make it a local function"
            : null;

    private static string? Place(Unit unit)
    {
        if (unit.Borrowed.OfType<LocalFunctionStatementSyntax>().FirstOrDefault(function => LiftPlanner.OverflowContextOf(function) != unit.OverflowContext) is { } other)
        {
            return $"uses '{other.Identifier.ValueText}', which stands in another checked or unchecked block: move one of them";
        }

        return unit.Syntax.Ancestors().Any(node => node is UnsafeStatementSyntax) ? "stands in an unsafe block: move it out" : null;
    }

    private static SyntaxNode SignaturePlace(NestedFunction function) => (SyntaxNode?)function.ChainCalls.FirstOrDefault() ?? function.Syntax;

    private static string Quoted(SyntaxNode write, Unit unit) =>
        write.Ancestors().OfType<LocalFunctionStatementSyntax>().FirstOrDefault() is { } around ? $"'{around.Identifier.ValueText}'" : $"'{unit.Name}'";

    private static SplitException Refusal(SyntaxNode node, string text) => new(RuleIds.ChainCallInLambda, node, text);
}
