using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Expressions that evaluate an operand or not: with a boundary in such an operand they become statements.</content>
internal sealed partial class HandlerLowering
{
    /// <summary>Where a null-conditional access is taken apart: the position of its first <c>.</c> or <c>[</c>, and the receiver to be written before it.</summary>
    public Dictionary<int, Code> BindingReceivers { get; } = [];

    private void AssignTo(Temp temp, ExpressionSyntax value)
    {
        if (Unwrap(value) is ThrowExpressionSyntax thrown)
        {
            Add(new StatementNode(Code.Of("throw ", Lower(thrown.Expression), ";"), value, completes: false));
            return;
        }

        Add(new TempNode(temp, InOverflowContext(Lower(value)), value, declares: false));
    }

    private BlockNode Branch(Temp temp, ExpressionSyntax value) => In(new BlockNode(null), () => AssignTo(temp, value));

    private ITypeSymbol TypeOf(ExpressionSyntax expression)
    {
        var info = model.GetTypeInfo(expression, cancellationToken);
        return info.Type ?? info.ConvertedType ?? throw Refuse(expression, $"'{expression}', which has no type");
    }

    private Code LowerDisjunction(BinaryExpressionSyntax binary)
    {
        if (TypeOf(binary).SpecialType != SpecialType.System_Boolean)
        {
            return LowerUserDefinedOr(binary);
        }

        if (IsDivided(binary) && DeclaresFor(binary))
        {
            return LowerLogicalByJumps(binary, "any");
        }

        var value = NewTemp("any", TypeOf(binary));
        var left = InOverflowContext(Lower(binary.Left));
        Add(new TempNode(value, "true", null));
        Add(new IfNode(Code.Of("!(", left, ")"), Branch(value, binary.Right), null, binary.Left));
        return Code.Of(value);
    }

    /// <summary>The value of a conjunction: false, unless all of its conditions, one inside the other, are met.</summary>
    private Code LowerConjunction(BinaryExpressionSyntax both)
    {
        if (DeclaresFor(both))
        {
            return LowerLogicalByJumps(both, "all");
        }

        var value = Variable("all", TypeOf(both), "false");
        Add(new TempNode(value, "false", null));
        LowerWhenTrue(both.Left, () => AssignTo(value, both.Right));
        return Code.Of(value);
    }

    /// <summary>A user-defined <c>||</c>: the left operand if its <c>operator true</c> says so, else <c>|</c> of both.</summary>
    private Code LowerUserDefinedOr(BinaryExpressionSyntax binary)
    {
        var type = TypeOf(binary);
        if (binary.IsKind(SyntaxKind.LogicalAndExpression) || type.TypeKind == TypeKind.Dynamic || !SymbolEqualityComparer.Default.Equals(TypeOf(binary.Left), type)
            || model.Compilation.ClassifyConversion(type, model.Compilation.GetSpecialType(SpecialType.System_Boolean)).IsImplicit)
        {
            throw Refuse(binary, $"an await behind {(type.TypeKind == TypeKind.Dynamic ? "dynamic" : "user-defined")} {binary.OperatorToken.ValueText}, of type '{type.ToDisplayString()}': await the right side in an if statement of its own");
        }

        var value = NewTemp("either", type);
        var left = NewTemp(HintOf(binary.Left), type);
        Add(new TempDeclarationNode(value));
        Add(new TempNode(left, InOverflowContext(Lower(binary.Left)), binary.Left));
        var otherwise = In(new BlockNode(null), () =>
        {
            _held.Add((left, null));
            Add(new TempNode(value, Code.Of(Code.Of(left), " | ", Parenthesized(binary.Right, Lower(binary.Right))), binary.Right, declares: false));
            _held.RemoveAt(_held.Count - 1);
        });
        Add(new IfNode(Code.Of(left), In(new BlockNode(null), () => Add(new TempNode(value, Code.Of(left), binary.Left, declares: false))), otherwise, binary.Left));
        return Code.Of(value);
    }

    private Code LowerLogicalByJumps(BinaryExpressionSyntax binary, string hint)
    {
        var value = NewTemp(hint, TypeOf(binary));
        Add(new TempDeclarationNode(value));
        LowerChoiceByJumps(binary, () => Add(new TempNode(value, "true", null, declares: false)), () => Add(new TempNode(value, "false", null, declares: false)));
        return Code.Of(value);
    }

    private Code LowerCoalesce(BinaryExpressionSyntax binary)
    {
        if (DeclaredFor(binary.Left).FirstOrDefault() is { } declared && binary.Left.DescendantNodesAndSelf().Any(node => node is ConditionalAccessExpressionSyntax))
        {
            throw Refuse(binary, $"'{declared.Name}', which is declared behind ?. and before an await behind ??: declare it in a statement before");
        }

        var type = TypeOf(binary);
        var leftType = TypeOf(binary.Left);
        if (leftType.IsReferenceType && SymbolEqualityComparer.Default.Equals(leftType, type))
        {
            var single = NewTemp("value", leftType.WithNullableAnnotation(NullableAnnotation.Annotated));
            Add(new TempNode(single, InOverflowContext(Lower(binary.Left)), binary.Left));
            LowerGuarded(Code.Of(Code.Of(single), " is null"), binary.Right, () => AssignTo(single, binary.Right), binary.Left);
            return Code.Of(single);
        }

        var value = NewTemp("value", type);
        var left = NewTemp(HintOf(binary.Left), leftType);
        Add(DeclaresFor(binary.Right) ? new TempNode(value, "default!", null) { NeedsType = true } : new TempDeclarationNode(value));
        Add(new TempNode(left, InOverflowContext(Lower(binary.Left)), binary.Left));
        var unwrapped = leftType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
            ? Code.Of(Code.Of(left), ".Value")
            : Code.Of(left);
        if (DeclaresFor(binary.Right))
        {
            LowerGuarded(Code.Of(Code.Of(left), " is null"), binary.Right, () => AssignTo(value, binary.Right), binary.Left);
            Add(new IfNode(Code.Of(Code.Of(left), " is not null"), In(new BlockNode(null), () => Add(new TempNode(value, unwrapped, binary.Left, declares: false))), null, binary.Left));
            return Code.Of(value);
        }

        var otherwise = In(new BlockNode(null), () => Add(new TempNode(value, unwrapped, binary.Left, declares: false)));
        Add(new IfNode(Code.Of(Code.Of(left), " is null"), Branch(value, binary.Right), otherwise, binary.Left));
        return Code.Of(value);
    }

    private Code LowerConditional(ConditionalExpressionSyntax choice)
    {
        var value = NewTemp("choice", TypeOf(choice));
        Add(new TempDeclarationNode(value));
        if (DeclaresFor(choice.WhenTrue) || DeclaresFor(choice.WhenFalse))
        {
            LowerChoiceByJumps(choice.Condition, () => AssignTo(value, choice.WhenTrue), () => AssignTo(value, choice.WhenFalse));
            return Code.Of(value);
        }

        LowerChoice(choice.Condition, () => AssignTo(value, choice.WhenTrue), () => AssignTo(value, choice.WhenFalse), choice.WhenTrue);
        return Code.Of(value);
    }

    private Code LowerConditionalAccess(ConditionalAccessExpressionSyntax access, bool isStatement)
    {
        var receiverType = TypeOf(access.Expression);
        var type = model.GetTypeInfo(access, cancellationToken).Type;
        var hasValue = type is not null && type.SpecialType != SpecialType.System_Void;
        if (!isStatement && !hasValue)
        {
            throw Refuse(access, "a null-conditional access without a value");
        }

        var receiver = NewTemp(HintOf(access.Expression), receiverType);
        Add(new TempNode(receiver, InOverflowContext(Lower(access.Expression)), access.Expression));
        Temp? value = null;
        if (!isStatement)
        {
            value = NewTemp("value", type);
            Add(new TempNode(value, "null", access) { NeedsType = true });
        }

        _held.Add((receiver, null));
        var isNullable = receiverType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        BindingReceivers[access.WhenNotNull.SpanStart] = isNullable ? Code.Of(Code.Of(receiver), ".Value") : Code.Of(receiver);
        LowerGuarded(Code.Of(Code.Of(receiver), " is not null"), access.WhenNotNull, () =>
        {
            var result = Lower(access.WhenNotNull, isStatement);
            if (value is not null)
            {
                Add(new TempNode(value, InOverflowContext(result), access.WhenNotNull, declares: false));
            }
            else if (result.Fragments.Length > 0)
            {
                Add(new StatementNode(Code.Of(result, ";"), access));
            }
        }, access.Expression);
        _held.RemoveAt(_held.Count - 1);
        return value is null ? Code.Empty : Code.Of(value);
    }

    private Code LowerSwitchExpression(SwitchExpressionSyntax choice)
    {
        var value = NewTemp("choice", TypeOf(choice));
        Add(new TempDeclarationNode(value));
        if (choice.Arms.Any(arm => arm.WhenClause is { } condition && HasBoundary(condition)))
        {
            LowerArmsInTurn(choice, value);
            return Code.Of(value);
        }

        var governing = NewTemp(HintOf(choice.GoverningExpression), TypeOf(choice.GoverningExpression));
        Add(new TempNode(governing, InOverflowContext(Lower(choice.GoverningExpression)), choice.GoverningExpression));
        var hasDiscard = choice.Arms.Any(arm => arm is { Pattern: DiscardPatternSyntax, WhenClause: null });
        var node = new SwitchNode(Code.Of(governing), choice) { IsExhaustive = true };
        _targets[choice] = node;
        foreach (var arm in choice.Arms)
        {
            var pattern = arm.Pattern is DiscardPatternSyntax ? (arm.WhenClause is null ? Code.Own("default") : "case var _") : Code.Of("case ", Code.User(arm.Pattern));
            var labels = arm.WhenClause is { } clause ? Code.Of(pattern, " ", Code.User(clause), ":") : Code.Of(pattern, ":");
            node.Sections.Add(new SwitchPart([labels], In(new BlockNode(arm), () =>
            {
                AssignTo(value, arm.Expression);
                if (_block.Items[_block.Items.Count - 1] is not StatementNode { Completes: false })
                {
                    Add(new StatementNode(new Code([new JumpOut(node, IsContinue: false)]), null, completes: false));
                }
            })));
        }

        if (!hasDiscard)
        {
            var unmatched = new BlockNode(null);
            unmatched.Items.Add(new StatementNode(Code.Of($"throw new {KnownNames.SwitchExpressionException}(", Code.Of(governing), ");"), null, completes: false));
            node.Sections.Add(new SwitchPart(["default:"], unmatched));
        }

        Add(node);
        return Code.Of(value);
    }
}
