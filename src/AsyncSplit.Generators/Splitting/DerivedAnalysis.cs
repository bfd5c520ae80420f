using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Files;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Finds the classes that inherit handlers, so that these can run on their instances.</summary>
internal static class DerivedAnalysis
{
    /// <summary>The model of the class, or the problems because of which it has none; neither where there is nothing to inherit.</summary>
    public static (DerivedModel? Model, IReadOnlyList<Problem> Problems) Analyze(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type is not { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false } || IsOpen(type) || !InheritedHandlers.Are(type, cancellationToken))
        {
            return (null, []);
        }

        var problems = new List<Problem>();
        if (Places.IsHidden(type))
        {
            problems.Add(new Problem(RuleIds.CannotBeSplit, type.Locations[0], $"'{type.Name}' inherits handlers, and is private or file-local: what registers them cannot see it. Make it internal"));
        }

        var contracts = Contracts(type, problems).OrderBy(pair => pair.Contract, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Contract, pair.Handler }).ToEquatableArray();
        return (problems.Count > 0 ? null : new DerivedModel(Types.Display(type), Chainables.TypePath(type), contracts) { Bases = Bases(type).ToEquatableArray() }, problems);
    }

    private static IEnumerable<string> Bases(INamedTypeSymbol type)
    {
        for (var above = type.BaseType; above is { SpecialType: SpecialType.None }; above = above.BaseType)
        {
            yield return Types.Display(above);
        }
    }

    private static IEnumerable<(string Contract, string Handler)> Contracts(INamedTypeSymbol type, List<Problem> problems)
    {
        foreach (var member in type.AllInterfaces.SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>()).Where(Chainables.IsChainable))
        {
            if (type.FindImplementationForInterfaceMember(member) is not IMethodSymbol { IsAbstract: false, ContainingType.TypeKind: TypeKind.Class } handler
                || SymbolEqualityComparer.Default.Equals(handler.ContainingType, type) || !Chainables.IsChainable(handler))
            {
                continue;
            }

            // The handler knows the names that the contracts of its own class give its arguments, and no others.
            var isKnown = handler.ContainingType.AllInterfaces.Contains(member.ContainingType, SymbolEqualityComparer.Default);
            if (!isKnown && !member.Parameters.Select(parameter => parameter.Name).SequenceEqual(Chainables.Root(handler).Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal))
            {
                problems.Add(new Problem(RuleIds.CannotBeSplit, type.Locations[0], $"'{type.Name}' implements '{member.ContainingType.Name}.{member.Name}' by the inherited '{handler.Name}', whose parameters have other names: arguments travel by name. Name them alike"));
            }

            yield return (Chainables.WireName(member), Chainables.WireName(handler));
        }
    }

    private static bool IsOpen(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0)
            {
                return true;
            }
        }

        return false;
    }
}
