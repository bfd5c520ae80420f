using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Chain calls: the record of the call, and whom it is called on.</content>
internal sealed partial class HandlerLowering
{
    private readonly List<IMethodSymbol> _callees = [];

    /// <summary>The methods that chain calls are made of.</summary>
    public IReadOnlyList<IMethodSymbol> Callees => _callees;

    /// <summary>The call as a record, after what has to be evaluated before the step ends.</summary>
    private Code LowerCall(InvocationExpressionSyntax invocation, IMethodSymbol callee)
    {
        _callees.Add(callee);
        var list = invocation.ArgumentList;
        var arguments = Arguments(list).ToList();
        var receiver = Receiver(invocation.Expression).FirstOrDefault();
        if (IsExtensionCall(invocation, callee) && receiver is not null)
        {
            var values = LowerInOrder([receiver, .. arguments]);
            return Call(callee, Code.Of(InOverflowContext(values[0]), list.Arguments.Count > 0 ? ", " : "", PutInto(list, arguments, values.Skip(1))));
        }

        switch (Chainables.DispatchOf(callee))
        {
            case Dispatch.OnReceiver when receiver is BaseExpressionSyntax:
                return Code.Of($"{KnownNames.Step}.OnBase(this, ", Call(callee, LowerList(list)), ")");
            case Dispatch.OnReceiver when receiver is null:
                return Code.Of($"{KnownNames.Step}.On(this, ", Call(callee, LowerList(list)), ")");
            case Dispatch.OnReceiver:
                var codes = LowerInOrder([receiver, .. arguments]);
                return Code.Of($"{KnownNames.Step}.On(", codes[0], ", ", Call(callee, PutInto(list, arguments, codes.Skip(1))), ")");
            case Dispatch.ByName when receiver is not null && arguments.Any(HasBoundary) && (HasBoundary(receiver) || !IsStable(receiver)):
                Add(new TempNode(NewTemp("receiver", TypeOf(receiver)), Lower(receiver), receiver));
                return Call(callee, LowerList(list));
            case Dispatch.ByName when receiver is not null && !callee.IsStatic && !arguments.Any(HasBoundary) && MayBeNull(receiver):
                // It is not called, but evaluating it may do something, and calling null is an error.
                return Code.Of($"{KnownNames.Step}.NotNull(", Lower(receiver), ", ", Call(callee, LowerList(list)), ")");
            default:
                return Call(callee, LowerList(list));
        }
    }

    /// <summary>Whether a receiver is computed, or a variable: not a service of the instance.</summary>
    private bool MayBeNull(ExpressionSyntax receiver) =>
        HasBoundary(receiver) || !IsStable(receiver) || model.GetSymbolInfo(receiver, cancellationToken).Symbol is ILocalSymbol;

    private static Code Call(IMethodSymbol callee, Code arguments) => Code.Of("new ", new Code([new CallRecordName(callee)]), "(", arguments, ")");

    private bool IsExtensionCall(InvocationExpressionSyntax invocation, IMethodSymbol callee) =>
        callee.IsExtensionMethod && (model.GetSymbolInfo(invocation, cancellationToken).Symbol as IMethodSymbol)?.ReducedFrom is not null;

    private Code LowerList(ArgumentListSyntax list)
    {
        var operands = Arguments(list).ToList();
        return PutInto(list, operands, LowerInOrder(operands));
    }

    private Code PutInto(ArgumentListSyntax list, IReadOnlyList<ExpressionSyntax> operands, IEnumerable<Code> codes) => list.Arguments.Count == 0
        ? Code.Empty
        : Code.Replace(list.Arguments.Span, operands.Zip(codes, (operand, code) => (operand.Span, InOverflowContext(code))));
}
