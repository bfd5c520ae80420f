using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Receivers and arguments of calls: values, and variables that are passed by reference.</content>
internal sealed partial class HandlerLowering
{
    /// <summary>What a call is made on. The call is asked for its method: asked for the name alone, the compiler would look through all extension methods again.</summary>
    private IEnumerable<ExpressionSyntax> Receiver(InvocationExpressionSyntax invocation)
    {
        var callee = invocation.Expression;
        var called = callee is MemberAccessExpressionSyntax or SimpleNameSyntax ? model.GetSymbolInfo(invocation, cancellationToken).Symbol as IMethodSymbol : null;
        switch (callee)
        {
            case MemberAccessExpressionSyntax access when called is { ReducedFrom.Parameters: [{ RefKind: not RefKind.None }, ..] } && IsVariable(access.Expression):
                return OperandsOfPlace(access.Expression);
            case MemberAccessExpressionSyntax access when model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is not (INamespaceOrTypeSymbol):
                return ReceiverOf(access.Expression).ToList() is var operands && operands is [var only] && only == access.Expression ? operands : OperandsOfPlace(access.Expression);
            case SimpleNameSyntax when called is { MethodKind: not MethodKind.DelegateInvoke }:
                return [];
            case MemberAccessExpressionSyntax or SimpleNameSyntax:
                return model.GetSymbolInfo(callee, cancellationToken).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol ? [callee] : [];
            case AliasQualifiedNameSyntax or MemberBindingExpressionSyntax:
                return [];
            default:
                return [callee];
        }
    }

    /// <summary>The array elements that are passed by reference, by the last operand of each: an element has to be there before the await.</summary>
    private readonly Dictionary<ExpressionSyntax, ElementAccessExpressionSyntax> _elements = [];

    /// <summary>The operands of a variable that is passed by reference.</summary>
    private IReadOnlyList<ExpressionSyntax> OperandsOfPlace(ExpressionSyntax place)
    {
        IReadOnlyList<ExpressionSyntax> operands = [.. TargetOperands(Unwrap(place))];
        if (Unwrap(place) is ElementAccessExpressionSyntax element && model.GetTypeInfo(element.Expression, cancellationToken).Type is IArrayTypeSymbol)
        {
            _elements[operands[operands.Count - 1]] = element;
        }

        return operands;
    }

    private IEnumerable<ExpressionSyntax> Arguments(BaseArgumentListSyntax? list)
    {
        foreach (var argument in list?.Arguments ?? default)
        {
            var isReference = !argument.RefKindKeyword.IsKind(SyntaxKind.None) || IsReadThrough(argument);
            if (!isReference || HasBoundary(argument) || IsVariableArgument(argument))
            {
                yield return argument.Expression;
            }
            else if (Unwrap(argument.Expression) is ElementAccessExpressionSyntax or MemberAccessExpressionSyntax && IsVariable(argument.Expression))
            {
                foreach (var operand in OperandsOfPlace(argument.Expression))
                {
                    yield return operand;
                }
            }
            else if (argument.Expression is not (IdentifierNameSyntax or DeclarationExpressionSyntax))
            {
                throw Refuse(argument, $"the {argument.RefKindKeyword.ValueText} argument '{argument.Expression}' beside an await: pass a local");
            }
        }
    }

    /// <summary>Whether a local, or a member of one that is a struct, is passed by reference whose value has to be there at the call: ref and in, not out.</summary>
    private bool IsVariableArgument(ArgumentSyntax argument) =>
        (argument.Expression is IdentifierNameSyntax || IsMemberOfLocal(argument.Expression)) && (argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword) || IsReadThrough(argument));

    private bool IsMemberOfLocal(ExpressionSyntax expression)
    {
        var root = Unwrap(expression);
        while (root is MemberAccessExpressionSyntax access && model.GetTypeInfo(access.Expression, cancellationToken).Type is { IsValueType: true })
        {
            root = Unwrap(access.Expression);
        }

        return model.GetSymbolInfo(root, cancellationToken).Symbol is ILocalSymbol { IsRef: false } or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } };
    }

    /// <summary>Whether a variable is passed to an <c>in</c> parameter without saying so: what it is when the call is made, not what it was when the argument's turn came.</summary>
    private bool IsReadThrough(ArgumentSyntax argument) =>
        argument.RefKindKeyword.IsKind(SyntaxKind.None)
        && model.GetOperation(argument, cancellationToken) is IArgumentOperation { Parameter.RefKind: RefKind.In or RefKind.RefReadOnlyParameter, Value: ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Field.IsConst: false } or IArrayElementReferenceOperation };
}
