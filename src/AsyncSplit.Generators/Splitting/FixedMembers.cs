using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>
/// Members of the handler's instance and of types that give the same whenever they are read, and do nothing else: read-only fields, getter-only properties,
/// primary-constructor parameters, and services, which cannot be captured.
/// </summary>
internal static class FixedMembers
{
    /// <param name="expression">How the member is named.</param>
    /// <param name="symbol">What it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static bool IsFixed(ExpressionSyntax expression, ISymbol symbol, CancellationToken cancellationToken) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
        IFieldSymbol or IPropertySymbol when symbol.IsStatic || IsOfInstance(expression) => IsReadOnly(symbol) || (!symbol.IsStatic && IsService(symbol, cancellationToken)),
        _ => false,
    };

    /// <summary>Whether the property has a field of its own: others hold nothing themselves.</summary>
    public static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsOfInstance(ExpressionSyntax expression) =>
        expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax };

    private static bool IsReadOnly(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.IsConst,
        IPropertySymbol property => property.SetMethod is null && IsAutomatic(property),
        _ => false,
    };

    private static bool IsService(ISymbol member, CancellationToken cancellationToken)
    {
        var type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        return type.TypeKind is TypeKind.Interface or TypeKind.Delegate && !Types.IsGenericSequence(type) && (member is not IPropertySymbol property || OnlyNames(property, cancellationToken));
    }

    /// <summary>Whether reading the property runs nothing but the naming of another member: any other getter may do something each time.</summary>
    private static bool OnlyNames(IPropertySymbol property, CancellationToken cancellationToken) =>
        property.DeclaringSyntaxReferences.IsEmpty || property.IsAbstract || IsAutomatic(property)
        || property.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(cancellationToken) is PropertyDeclarationSyntax { ExpressionBody.Expression: IdentifierNameSyntax name }
            && IsPlainMember(property.ContainingType, name.Identifier.ValueText));

    /// <summary>Whether a name that is no member, such as that of a primary-constructor parameter, or a field or automatic property.</summary>
    private static bool IsPlainMember(INamedTypeSymbol type, string name)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.GetMembers(name) is { IsEmpty: false } members)
            {
                return members.All(member => member is IFieldSymbol || (member is IPropertySymbol property && IsAutomatic(property)));
            }
        }

        return true;
    }
}
