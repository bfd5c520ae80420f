using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Which classes inherit handlers. Asked of every class of a project, whether it has handlers or not: each base is looked at once.</summary>
internal static class InheritedHandlers
{
    private static readonly ConditionalWeakTable<INamedTypeSymbol, object> s_declares = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, object> s_mayDeclare = new();

    /// <summary>Whether a base of the class has handlers.</summary>
    public static bool Are(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var above = type.BaseType; above is { SpecialType: SpecialType.None }; above = above.BaseType)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isOwn = SymbolEqualityComparer.Default.Equals(above.ContainingAssembly, type.ContainingAssembly);
            if (!isOwn && !(bool)s_mayDeclare.GetValue(above.ContainingAssembly, static assembly => MayDeclare(assembly)))
            {
                // The many members of a framework's classes are not read for it.
                continue;
            }

            // Private handlers of another assembly are not seen; that it has some is.
            if ((bool)s_declares.GetValue(above.OriginalDefinition, static definition => Declares(definition)) || (!isOwn && ReferencedChainables.AreIn(above.ContainingAssembly)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Declares(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Any(method => !method.IsStatic && Chainables.IsChainable(method));

    /// <summary>Whether the assembly knows the attribute.</summary>
    private static bool MayDeclare(IAssemblySymbol assembly) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == KnownNames.Abstractions));
}
