using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Assignments: the target's receivers and indexes are evaluated first, the value next, the store comes last.</content>
internal sealed partial class HandlerLowering
{
    private Code LowerAssignment(AssignmentExpressionSyntax assignment, bool isStatement)
    {
        if (assignment.Right is RefExpressionSyntax)
        {
            throw Refuse(assignment, "a ref assignment with an await");
        }

        if (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || !HasBoundary(assignment.Right) || model.GetOperation(assignment, cancellationToken) is IEventAssignmentOperation)
        {
            if (HasBoundary(assignment.Right) && Storage(assignment.Left).ToList() is { Count: > 0 } storage)
            {
                return LowerIntoStorage(assignment, storage);
            }

            return LowerOperands(assignment, [.. TargetOperands(assignment.Left), assignment.Right]);
        }

        return assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) ? LowerCoalesceAssignment(assignment, isStatement) : LowerCompound(assignment);
    }

    /// <summary>
    /// What the compiler makes sure of before it awaits the value: that the struct is there that is written into (<c>points[i].X</c>, <c>holder.Point.X</c>),
    /// and the array element that a deconstruction assigns.
    /// </summary>
    private IEnumerable<ExpressionSyntax> Storage(ExpressionSyntax target)
    {
        switch (Unwrap(target))
        {
            case TupleExpressionSyntax tuple:
                return tuple.Arguments.SelectMany(argument => Unwrap(argument.Expression) is ElementAccessExpressionSyntax element && model.GetTypeInfo(element.Expression, cancellationToken).Type is IArrayTypeSymbol
                    ? [element]
                    : Storage(argument.Expression));
            case MemberAccessExpressionSyntax { Expression: var receiver } when Unwrap(receiver) is ElementAccessExpressionSyntax or MemberAccessExpressionSyntax
                && model.GetTypeInfo(receiver, cancellationToken).Type is { IsValueType: true }
                && model.GetSymbolInfo(receiver, cancellationToken).Symbol is null or IFieldSymbol { IsStatic: false }:
                return [receiver];
            default:
                return [];
        }
    }

    private Code LowerIntoStorage(AssignmentExpressionSyntax assignment, IReadOnlyList<ExpressionSyntax> storage)
    {
        var depth = _held.Count;
        HoldRoot(assignment.Left);
        var replacements = TargetOperands(assignment.Left).ToList().ConvertAll(operand => (operand.Span, Hold(operand)));
        foreach (var place in storage)
        {
            Add(new TempNode(NewTemp("present", TypeOf(place)), Code.Replace(place.Span, replacements.Where(part => place.Span.Contains(part.Span))), place));
        }

        var value = Lower(assignment.Right);
        _held.RemoveRange(depth, _held.Count - depth);
        return Code.Replace(assignment.Span, replacements.Append((assignment.Right.Span, value)));
    }

    /// <summary>Keeps the struct local in which a target or receiver lies, or those of a tuple's targets, so that it is there to be changed.</summary>
    private void HoldRoot(ExpressionSyntax expression)
    {
        var root = Unwrap(expression);
        if (root is TupleExpressionSyntax tuple)
        {
            foreach (var argument in tuple.Arguments)
            {
                HoldRoot(argument.Expression);
            }

            return;
        }

        while (root is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax)
        {
            root = Unwrap(root is MemberAccessExpressionSyntax access ? access.Expression : ((ElementAccessExpressionSyntax)root).Expression);
            if (model.GetTypeInfo(root, cancellationToken).Type is not { IsValueType: true })
            {
                return;
            }
        }

        if (root != Unwrap(expression) && root is IdentifierNameSyntax && model.GetSymbolInfo(root, cancellationToken).Symbol is { } local and (ILocalSymbol { IsRef: false } or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } }))
        {
            _held.Add((null, local));
        }
    }

    /// <summary>What is evaluated of an assignment's target before its value: not the variable itself, but the receivers and indexes on the way to it.</summary>
    private IEnumerable<ExpressionSyntax> TargetOperands(ExpressionSyntax target)
    {
        switch (target)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return TargetOperands(parenthesized.Expression);
            case IdentifierNameSyntax identifier when model.GetSymbolInfo(identifier, cancellationToken).Symbol is ILocalSymbol { IsRef: true }:
                throw Refuse(target, $"an assignment with an await to the ref local '{identifier}'");
            case IdentifierNameSyntax or DeclarationExpressionSyntax or ThisExpressionSyntax or BaseExpressionSyntax:
                return [];
            case MemberBindingExpressionSyntax:
                return [];
            case ElementBindingExpressionSyntax binding:
                return Arguments(binding.ArgumentList);
            case MemberAccessExpressionSyntax access when model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is INamespaceOrTypeSymbol:
                return [];
            case MemberAccessExpressionSyntax access:
                return ReceiverOf(access.Expression);
            case ElementAccessExpressionSyntax access:
                return [.. ReceiverOf(access.Expression), .. Arguments(access.ArgumentList)];
            case TupleExpressionSyntax tuple:
                return tuple.Arguments.SelectMany(argument => TargetOperands(argument.Expression));
            default:
                throw Refuse(target, $"an assignment with an await to a target of this kind ({target.Kind()})");
        }
    }

    /// <summary>A receiver of a value type is a variable to be written into, not a value to be copied.</summary>
    private IEnumerable<ExpressionSyntax> ReceiverOf(ExpressionSyntax receiver)
    {
        var type = model.GetTypeInfo(receiver, cancellationToken).Type;
        if (type is not { IsValueType: true, IsReadOnly: false })
        {
            return [receiver];
        }

        return !IsVariable(receiver) ? [receiver] : Unwrap(receiver) is InvocationExpressionSyntax ? throw Refuse(receiver, "an assignment with an await into what a call returns by reference") : TargetOperands(Unwrap(receiver));
    }

    /// <summary>Whether the expression names storage, in which a struct can be changed in place: else its value is a copy anyway.</summary>
    private bool IsVariable(ExpressionSyntax expression)
    {
        expression = Unwrap(expression);
        return expression is ThisExpressionSyntax || model.GetSymbolInfo(expression, cancellationToken).Symbol switch
        {
            ILocalSymbol or IParameterSymbol => true,
            IFieldSymbol field => !field.IsReadOnly,
            IMethodSymbol { ReturnsByRef: true } or IPropertySymbol { ReturnsByRef: true } => throw Refuse(expression, $"'{expression}', a reference that would have to be kept across an await"),
            null => expression is ElementAccessExpressionSyntax,
            _ => false,
        };
    }

    private Code LowerCompound(AssignmentExpressionSyntax assignment)
    {
        if (model.GetOperation(assignment, cancellationToken) is not ICompoundAssignmentOperation operation || operation.Target.Type is not { } type)
        {
            throw Refuse(assignment, $"the assignment '{assignment.OperatorToken.ValueText}' with an await to '{assignment.Left}', whose type is not known at build time: compute the value before");
        }

        var depth = _held.Count;
        var left = Unwrap(assignment.Left);
        if (left is IdentifierNameSyntax && model.GetSymbolInfo(left, cancellationToken).Symbol is ILocalSymbol { IsRef: false } or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } }
            && model.GetSymbolInfo(left, cancellationToken).Symbol is { } local && !IsWrittenMeanwhile(local, (ExpressionSyntax)left))
        {
            // Nobody writes the local meanwhile: its old value may as well be read afterwards.
            _held.Add((null, local));
            var added = Lower(assignment.Right);
            _held.RemoveRange(depth, _held.Count - depth);
            return Code.Replace(assignment.Span, [(assignment.Right.Span, added)]);
        }

        HoldRoot(assignment.Left);
        var operands = TargetOperands(assignment.Left).ToList();
        var codes = operands.ConvertAll(Hold);
        var target = Code.Replace(assignment.Left.Span, operands.Select((operand, index) => (operand.Span, codes[index])));
        if (operation.OperatorMethod is { IsStatic: false })
        {
            return LowerOwnCompound(assignment, target, type, depth);
        }

        var old = NewTemp(HintOf(assignment.Left), type);
        Add(new TempNode(old, target, assignment.Left));
        _held.Add((old, null));
        var value = Lower(assignment.Right);
        _held.RemoveRange(depth, _held.Count - depth);

        var sign = assignment.OperatorToken.ValueText;
        var result = Code.Of(Code.Of(old), $" {sign.Substring(0, sign.Length - 1)} ", Parenthesized(assignment.Right, value));
        return Code.Of(target, " = ", InOverflowContext(operation.OutConversion.IsIdentity ? result : Code.Of($"({Types.Display(type)})(", result, ")")));
    }

    /// <summary>A compound assignment that the target's own operator makes (C# 14): it changes the object or struct that is there before the await.</summary>
    private Code LowerOwnCompound(AssignmentExpressionSyntax assignment, Code target, ITypeSymbol type, int depth)
    {
        var changed = NewTemp(type.IsValueType ? "present" : HintOf(assignment.Left), type, isVariable: !type.IsValueType);
        Add(new TempNode(changed, target, assignment.Left));
        if (!type.IsValueType)
        {
            _held.Add((changed, null));
        }

        var value = Lower(assignment.Right);
        _held.RemoveRange(depth, _held.Count - depth);
        return Code.Of(type.IsValueType ? target : Code.Of(changed), $" {assignment.OperatorToken.ValueText} ", value);
    }

    private static Code Parenthesized(ExpressionSyntax expression, Code code) =>
        expression is AwaitExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax or SimpleNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax
            ? code
            : Code.Of("(", code, ")");

    private Code LowerCoalesceAssignment(AssignmentExpressionSyntax assignment, bool isStatement)
    {
        var depth = _held.Count;
        HoldRoot(assignment.Left);
        var operands = TargetOperands(assignment.Left).ToList();
        var codes = operands.ConvertAll(Hold);
        var target = Code.Replace(assignment.Left.Span, operands.Select((operand, index) => (operand.Span, codes[index])));
        if (isStatement)
        {
            Add(new IfNode(Code.Of(target, " is null"), In(new BlockNode(null), () => Add(new StatementNode(Code.Of(target, " = ", InOverflowContext(Lower(assignment.Right)), ";"), assignment))), null, assignment.Left));
            _held.RemoveRange(depth, _held.Count - depth);
            return Code.Empty;
        }

        var type = TypeOf(assignment);
        if (!type.IsReferenceType)
        {
            return LowerNullableCoalesceAssignment(assignment, target, type, depth);
        }

        var value = NewTemp(HintOf(assignment.Left), type);
        Add(new TempNode(value, target, assignment.Left));
        Add(new IfNode(Code.Of(Code.Of(value), " is null"), In(new BlockNode(null), () =>
        {
            AssignTo(value, assignment.Right);
            Add(new StatementNode(Code.Of(target, " = ", Code.Of(value), ";"), assignment));
        }), null, assignment.Left));
        _held.RemoveRange(depth, _held.Count - depth);
        return Code.Of(value);
    }

    /// <summary>The value of <c>??=</c> on a nullable value type, which is of the type itself where the right side is.</summary>
    private Code LowerNullableCoalesceAssignment(AssignmentExpressionSyntax assignment, Code target, ITypeSymbol type, int depth)
    {
        var value = NewTemp("value", type);
        var old = NewTemp(HintOf(assignment.Left), TypeOf(assignment.Left));
        Add(new TempDeclarationNode(value));
        Add(new TempNode(old, target, assignment.Left));
        var then = In(new BlockNode(null), () =>
        {
            AssignTo(value, assignment.Right);
            Add(new StatementNode(Code.Of(target, " = ", Code.Of(value), ";"), assignment));
        });
        var otherwise = In(new BlockNode(null), () => Add(new TempNode(value, IsNullable(type) ? Code.Of(old) : Code.Of(Code.Of(old), ".Value"), assignment.Left, declares: false)));
        Add(new IfNode(Code.Of(Code.Of(old), " is null"), then, otherwise, assignment.Left));
        _held.RemoveRange(depth, _held.Count - depth);
        return Code.Of(value);
    }
}
