using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>What makes a method chainable, and what it is called on the wire.</summary>
internal static class Chainables
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.ExpandNullable | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>Whether the method is marked, or overrides one that is.</summary>
    public static bool IsChainable(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            if (IsMarked(current))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The wire name: the attribute's, else <c>Type.Method</c>; overloads of chainable methods get their parameter types too: <c>Orders.PlaceAsync(Order,Int32)</c>.</summary>
    public static string WireName(IMethodSymbol method)
    {
        method = Declaration(method.OriginalDefinition);
        if (OwnAttribute(method)?.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value is string name)
        {
            return name;
        }

        var simpleName = SimpleName(method);
        var overloads = method.ContainingType.GetMembers().OfType<IMethodSymbol>()
            .Where(other => !SymbolEqualityComparer.Default.Equals(other, method) && SimpleName(other) == simpleName && IsChainable(other)).ToList();
        var path = TypePath(method.ContainingType);
        if (overloads.Count == 0)
        {
            return $"{path}.{simpleName}";
        }

        var types = TypesOf(method);
        return method.ExplicitInterfaceImplementations is [var member, ..] && overloads.Any(other => TypesOf(other) == types)
            ? $"{path}.{TypePath(member.ContainingType)}.{simpleName}({types})"
            : $"{path}.{simpleName}({types})";
    }

    /// <summary>Of a partial method the part without the body, by which it is called.</summary>
    public static IMethodSymbol Declaration(IMethodSymbol method) => method.PartialDefinitionPart ?? method;

    /// <summary>The method whose parameters name the arguments in messages: the first one that is overridden.</summary>
    public static IMethodSymbol Root(IMethodSymbol method)
    {
        var root = Declaration(method);
        for (var overridden = root.OverriddenMethod; overridden is not null && IsChainable(overridden); overridden = overridden.OverriddenMethod)
        {
            root = Declaration(overridden);
        }

        return root;
    }

    /// <summary>The handlers that <paramref name="method"/> overrides.</summary>
    public static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null && IsChainable(overridden); overridden = overridden.OverriddenMethod)
        {
            yield return overridden;
        }
    }

    /// <summary>What decides which code a chain call of <paramref name="method"/> reaches.</summary>
    public static Dispatch DispatchOf(IMethodSymbol method) =>
        method.IsStatic || method.ContainingType is { TypeKind: TypeKind.Interface } or { IsSealed: true } ? Dispatch.ByName : Dispatch.OnReceiver;

    /// <summary>The method's name without the interface of an explicit implementation.</summary>
    public static string SimpleName(IMethodSymbol method) => method.Name.Substring(method.Name.LastIndexOf('.') + 1);

    /// <summary>The names of the type and of those around it, with dots.</summary>
    public static string TypePath(INamedTypeSymbol type) => type.ContainingType is { } outer ? $"{TypePath(outer)}.{type.Name}" : type.Name;

    /// <summary>The contract members that <paramref name="method"/> implements.</summary>
    public static IEnumerable<IMethodSymbol> Implements(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces
            .SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>())
            .Where(member => IsChainable(member) && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), Declaration(method)));

    /// <summary>Whether the attribute stands on the method itself, or on the other part of it.</summary>
    public static bool IsMarked(IMethodSymbol method) => OwnAttribute(method) is not null;

    private static string TypesOf(IMethodSymbol method) => string.Join(",", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(TypeFormat)));

    private static AttributeData? OwnAttribute(IMethodSymbol method) =>
        method.OriginalDefinition.GetAttributes().FirstOrDefault(attribute => Types.IsNamed(attribute.AttributeClass, KnownNames.ChainableAttribute));
}
