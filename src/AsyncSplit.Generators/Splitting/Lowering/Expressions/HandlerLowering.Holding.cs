using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Values that are computed before an await and used after it.</content>
internal sealed partial class HandlerLowering
{
    /// <summary>Evaluates the expression now, and keeps its value for after the boundaries that follow (until the caller takes it off the list of what is held).</summary>
    private Code Hold(ExpressionSyntax expression)
    {
        if (!HasBoundary(expression) && (expression.Parent is ArgumentSyntax argument && IsVariableArgument(argument) || IsStable(expression)))
        {
            // A lambda or local function that is made now and used later reads what it captures later.
            _held.AddRange(locals.CapturedBy(expression).Where(symbol => symbol is ILocalSymbol { IsConst: false } or IParameterSymbol).Select(variable => ((Temp?)null, (ISymbol?)variable)));
            return Code.User(expression);
        }

        var value = Lower(expression);
        if (value.Fragments is [TempUse { Temp: var ready }])
        {
            _held.Add((ready, null));
            return value;
        }

        return HoldCode(value, expression);
    }

    private Code HoldCode(Code value, ExpressionSyntax expression)
    {
        var info = model.GetTypeInfo(expression, cancellationToken);
        var conversion = model.GetConversion(expression, cancellationToken);
        var type = info.Type is null || info.Type.SpecialType == SpecialType.System_Void || conversion.IsUserDefined || IsTargetTyped(expression) ? info.ConvertedType : info.Type;
        if (type is null || type.TypeKind == TypeKind.Error)
        {
            throw Refuse(expression, $"'{expression}', which has no type of its own, before an await in the same expression");
        }

        if (type.IsRefLikeType || type is IPointerTypeSymbol)
        {
            throw Refuse(expression, $"'{expression}' of type {type.ToDisplayString()}, whose value cannot be kept across the await that follows it");
        }

        if (LazySequences.MayBe(type) && !LazySequences.IsMaterialized(expression, model, cancellationToken))
        {
            throw new SplitException(RuleIds.LocalNotSerializable, expression, $"'{expression}', which may be computed only when it is enumerated, before an await in the same expression: call ToList() on it");
        }

        var temp = NewTemp(HintOf(expression), type);
        Add(new TempNode(temp, InOverflowContext(value), expression) { NeedsType = !SymbolEqualityComparer.Default.Equals(type, info.Type) || IsTargetTyped(expression) });
        _held.Add((temp, null));
        return Code.Of(temp);
    }

    private static bool IsTargetTyped(ExpressionSyntax expression) =>
        Unwrap(expression) is ImplicitObjectCreationExpressionSyntax or CollectionExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or LiteralExpressionSyntax
            or TupleExpressionSyntax or InterpolatedStringExpressionSyntax;

    private Code InOverflowContext(Code value) => _overflowContext is { } keyword ? Code.Of($"{keyword}(", value, ")") : value;

    private static string HintOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access when HintOf(access.Expression) is var owner => owner == "held" ? Camel(access.Name.Identifier.ValueText) : owner + Pascal(access.Name.Identifier.ValueText),
        SimpleNameSyntax name => Camel(name.Identifier.ValueText),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => Camel(access.Name.Identifier.ValueText),
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => Camel(name.Identifier.ValueText),
        ElementAccessExpressionSyntax access => HintOf(access.Expression) + "Element",
        PostfixUnaryExpressionSyntax unary => HintOf(unary.Operand),
        ParenthesizedExpressionSyntax parenthesized => HintOf(parenthesized.Expression),
        _ => "held",
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>
    /// Whether evaluating the expression later gives the same value: constants, lambdas, method groups, locals and parameters that nothing writes
    /// meanwhile, and members that are fixed.
    /// </summary>
    private bool IsStable(ExpressionSyntax expression)
    {
        expression = Unwrap(expression);
        if (model.GetConstantValue(expression, cancellationToken).HasValue)
        {
            return true;
        }

        switch (expression)
        {
            case LiteralExpressionSyntax or ThisExpressionSyntax or BaseExpressionSyntax or TypeOfExpressionSyntax or DefaultExpressionSyntax
                or AnonymousFunctionExpressionSyntax or DeclarationExpressionSyntax or PredefinedTypeSyntax:
                return true;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression } fromEnd:
                return IsStable(fromEnd.Operand);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                return IsStable(suppressed.Operand);
            case SimpleNameSyntax or MemberAccessExpressionSyntax:
                break;
            default:
                return false;
        }

        var symbol = model.GetSymbolInfo(expression, cancellationToken).Symbol;
        switch (symbol)
        {
            case INamespaceOrTypeSymbol:
                return true;
            case IMethodSymbol:
                return expression is not MemberAccessExpressionSyntax group || IsStable(group.Expression);
            case ILocalSymbol { IsRef: true }:
                throw Refuse(expression, $"the ref local '{symbol.Name}' before an await in the same expression");
            case ILocalSymbol or IParameterSymbol { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.Constructor } }:
                return !IsWrittenMeanwhile(symbol, expression);
            default:
                return symbol is not null && FixedMembers.IsFixed(expression, symbol, cancellationToken);
        }
    }

    /// <summary>Whether the statement that is being lowered may write the local between this evaluation and its use.</summary>
    private bool IsWrittenMeanwhile(ISymbol symbol, ExpressionSyntax use)
    {
        if (locals.IsWrittenInFunction(symbol))
        {
            return true;
        }

        foreach (var reference in locals.In(_statement.Span))
        {
            // An assignment around the use writes when everything in it has been used.
            if (reference.IsWrite && SymbolEqualityComparer.Default.Equals(reference.Symbol, symbol) && reference.Identifier != use
                && !(reference.Identifier!.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment && assignment.Left == reference.Identifier && assignment.Right.Span.Contains(use.Span)))
            {
                return true;
            }
        }

        return false;
    }
}
