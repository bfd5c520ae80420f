using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Objects that are built half before and half after an await.</content>
internal sealed partial class HandlerLowering
{
    /// <summary>
    /// Whether it makes no difference that the object is created when all its values are there: nothing of the user's runs in its constructor
    /// or setters, and its members are assigned one by one.
    /// </summary>
    private bool IsPlain(BaseObjectCreationExpressionSyntax creation, InitializerExpressionSyntax initializer)
    {
        if (model.GetSymbolInfo(creation, cancellationToken).Symbol is not IMethodSymbol constructor)
        {
            return false;
        }

        var isOfUser = !constructor.ContainingType.DeclaringSyntaxReferences.IsEmpty;
        if (initializer.IsKind(SyntaxKind.CollectionInitializerExpression))
        {
            return !isOfUser && AddsOnly(initializer);
        }

        // A constructor without a body of its own: implicit, or of a type with primary-constructor parameters.
        return isOfUser
            && constructor.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax)
            && IsPlainType(constructor.ContainingType)
            && AssignsOnly(initializer);
    }

    /// <summary>Whether creating an object of the type runs nothing that could be noticed: its fields and properties start with plain values, and so do those of its bases.</summary>
    private bool IsPlainType(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
        {
            foreach (var declaration in current.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>())
            {
                var values = declaration.Members.SelectMany(member => member switch
                {
                    FieldDeclarationSyntax field when !field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ConstKeyword) => field.Declaration.Variables.Select(variable => variable.Initializer?.Value),
                    PropertyDeclarationSyntax property when !property.Modifiers.Any(SyntaxKind.StaticKeyword) => [property.Initializer?.Value],
                    _ => [],
                });
                if (!values.All(IsPlainStart) || declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().Any(@base => @base.ArgumentList.Arguments.Any(argument => argument.Expression is not (LiteralExpressionSyntax or IdentifierNameSyntax))) == true)
                {
                    return false;
                }
            }

            if (current.DeclaringSyntaxReferences.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlainStart(ExpressionSyntax? value) => value switch
    {
        null or LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax } => true,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsPlainStart(suppressed.Operand),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative => IsPlainStart(negative.Operand),
        CollectionExpressionSyntax collection => collection.Elements.All(element => element is ExpressionElementSyntax single && IsPlainStart(single.Expression)),
        BaseObjectCreationExpressionSyntax { Initializer: null } creation => creation.ArgumentList?.Arguments.All(argument => IsPlainStart(argument.Expression)) != false,
        _ => false,
    };

    private bool AssignsOnly(InitializerExpressionSyntax initializer) =>
        initializer.Expressions.All(element => element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment
            && model.GetSymbolInfo(name, cancellationToken).Symbol switch
            {
                IFieldSymbol field => IsPlainValue(assignment.Right, field.Type),
                IPropertySymbol property => FixedMembers.IsAutomatic(property) && IsPlainValue(assignment.Right, property.Type),
                _ => false,
            });

    private bool IsPlainValue(ExpressionSyntax value, ITypeSymbol type) =>
        value is not InitializerExpressionSyntax nested
        || (nested.IsKind(SyntaxKind.CollectionInitializerExpression) ? type.DeclaringSyntaxReferences.IsEmpty && AddsOnly(nested) : !type.DeclaringSyntaxReferences.IsEmpty && AssignsOnly(nested));

    /// <summary>Whether nothing can fail that stands between the awaits: a dictionary's Add could.</summary>
    private static bool AddsOnly(InitializerExpressionSyntax initializer) =>
        initializer.Expressions.All(element => element is not (InitializerExpressionSyntax or AssignmentExpressionSyntax));

    /// <summary>Creates the object, then runs its initializer statement by statement.</summary>
    private Code LowerBuilt(BaseObjectCreationExpressionSyntax creation, InitializerExpressionSyntax initializer)
    {
        var type = TypeOf(creation);
        var arguments = creation.ArgumentList is { } list ? Code.Of("(", LowerList(list), ")") : "()";

        // A struct is filled where it is: a member of the captured state could not be.
        var built = NewTemp(char.ToLowerInvariant(type.Name[0]) + type.Name.Substring(1), type, isVariable: type.IsValueType);
        Add(new TempNode(built, Code.Of($"new {Types.Display(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}", arguments), creation));
        _held.Add((built, null));
        Initialize(Code.Of(built), initializer);
        _held.RemoveAt(_held.Count - 1);
        return Code.Of(built);
    }

    private void Initialize(Code target, InitializerExpressionSyntax initializer)
    {
        foreach (var element in initializer.Expressions)
        {
            switch (element)
            {
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax member, Right: InitializerExpressionSyntax nested }:
                    Initialize(Code.Of(target, ".", Code.User(member)), nested);
                    break;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax member } assignment:
                    if (model.GetSymbolInfo(member, cancellationToken).Symbol is IPropertySymbol { SetMethod.IsInitOnly: true } or IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                    {
                        throw Refuse(assignment, $"the init-only or required member '{member}' in an initializer with an await, of a type whose constructor or setters may do something: compute its value before");
                    }

                    Add(new StatementNode(Code.Of(target, ".", Code.User(member), " = ", InOverflowContext(Lower(assignment.Right)), ";"), assignment));
                    break;
                case AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax access, Right: not InitializerExpressionSyntax } assignment:
                    var operands = Arguments(access.ArgumentList).Append(assignment.Right).ToList();
                    var codes = LowerInOrder(operands);
                    var index = Code.Replace(access.ArgumentList.Arguments.Span, operands.Take(operands.Count - 1).Select((operand, position) => (operand.Span, codes[position])));
                    Add(new StatementNode(Code.Of(target, "[", index, "] = ", codes[codes.Count - 1], ";"), assignment));
                    break;
                case InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression } several:
                    var values = LowerInOrder([.. several.Expressions]);
                    Add(new StatementNode(Code.Of(target, ".Add(", Code.Replace(several.Expressions.Span, several.Expressions.Select((value, position) => (value.Span, values[position]))), ");"), several));
                    break;
                case AssignmentExpressionSyntax or InitializerExpressionSyntax:
                    throw Refuse(element, "an initializer of this kind with an await");
                default:
                    Add(new StatementNode(Code.Of(target, ".Add(", InOverflowContext(Lower(element)), ");"), element));
                    break;
            }
        }
    }
}
