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
        var receiver = Receiver(invocation).FirstOrDefault();
        if (IsExtensionCall(invocation, callee) && receiver is not null)
        {
            var values = LowerInOrder([receiver, .. arguments]);
            return Call(callee, Code.Of(InOverflowContext(values[0]), list.Arguments.Count > 0 ? ", " : "", PutInto(list, arguments, values.Skip(1))));
        }

        var called = CallReceiver.Of(callee, receiver, model, cancellationToken);
        if (called is { Method: "NotNull", Expression: { } value } && arguments.Any(HasBoundary))
        {
            // The test would have to come after the arguments, with a receiver that cannot be captured.
            if (HasBoundary(value) || !IsStable(value))
            {
                Add(new TempNode(NewTemp("receiver", TypeOf(value)), Lower(value), value));
            }

            return Call(callee, LowerList(list));
        }

        if (called.Expression is { } on)
        {
            var codes = LowerInOrder([on, .. arguments]);
            return Code.Of(called.Open, codes[0], ", ", Call(callee, PutInto(list, arguments, codes.Skip(1))), ")");
        }

        return called.Method is null ? Call(callee, LowerList(list)) : Code.Of($"{called.Open}this, ", Call(callee, LowerList(list)), ")");
    }

    /// <summary>What is evaluated for a call that is started: its arguments. Its receiver is written with the call, behind them.</summary>
    private IReadOnlyList<ExpressionSyntax> StartedOperands(InvocationExpressionSyntax started, IMethodSymbol callee)
    {
        var receiver = forks.ReceiverOf(started, callee).Expression;
        if (receiver is not null && (HasBoundary(receiver) || !IsStable(receiver)))
        {
            throw Refuse(started, "a call that is started on a computed receiver, with an await in the receiver or the arguments: await that in a statement before");
        }

        return [.. Arguments(started.ArgumentList)];
    }

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
