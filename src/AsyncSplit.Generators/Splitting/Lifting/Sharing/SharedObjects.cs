using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Lifting.Sharing;

/// <summary>
/// A function shares the objects that it captures, and mostly those that it is given, with the handler; a lifted function has copies. So it may only read
/// them: refused is what may change them, hands them back, or tells a copy from the object.
/// </summary>
internal sealed class SharedObjects(Unit unit, NestedFunction function, LiftPlan plan, SemanticModel model, CancellationToken cancellationToken)
{
    public SplitException? Refusal()
    {
        var shared = unit.Captured.Concat(unit.Symbol.Parameters.Where(parameter => !IsFreshEverywhere(parameter))).Where(variable => !Immutability.IsImmutable(Types.OfVariable(variable))).ToList();
        if (shared.Count == 0)
        {
            return null;
        }

        var bodies = new[] { unit.Syntax }.Concat(unit.Borrowed.OfType<LocalFunctionStatementSyntax>()).Select(syntax => model.GetOperation(syntax, cancellationToken)).OfType<IOperation>().ToList();
        var use = new ObjectUses(model, plan, shared, sharesThis: false, [], cancellationToken).FirstDistinguishing(bodies, unit.Symbol);
        return use is null ? null : new SplitException(RuleIds.ChainCallInLambda, use.Operation.Syntax, $"{Say(use)}, and {function.What} runs in entry points of its own, on copies: {use.Advice}");
    }

    private static string Say(ObjectUse use) => use.Variable is { } variable ? $"'{variable}' {use.What}" : $"what '{use.Operation.Syntax}' refers to {use.What}";

    /// <summary>Whether every call creates what it passes, so that nobody else has it.</summary>
    private bool IsFreshEverywhere(IParameterSymbol parameter) => function.Uses.All(use =>
        use.Call is not null && model.GetOperation(use.Call, cancellationToken) is IInvocationOperation call
        && call.Arguments.Where(argument => argument.Parameter?.Ordinal == parameter.Ordinal).All(argument => IsFresh(argument.Value)));

    private bool IsFresh(IOperation value) => (value.Type is { } type && Immutability.IsImmutable(type)) || value switch
    {
        ILiteralOperation or IDefaultValueOperation => true,
        IObjectCreationOperation or IArrayCreationOperation or IArrayInitializerOperation or ICollectionExpressionOperation or ITupleOperation or IConversionOperation or IConditionalOperation
            or IArgumentOperation or IObjectOrCollectionInitializerOperation => value.ChildOperations.All(IsFresh),
        IAwaitOperation awaited => ObjectUses.IsCopied(awaited, model, plan, cancellationToken),
        _ => false,
    };
}
