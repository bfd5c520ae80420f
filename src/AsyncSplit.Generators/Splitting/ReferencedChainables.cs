using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Finds the registering classes of referenced assemblies by the attribute that is generated into them.</summary>
internal static class ReferencedChainables
{
    /// <summary>Whether an assembly has such a class.</summary>
    public static bool AreIn(IAssemblySymbol assembly) =>
        assembly.GetAttributes().Any(data => data.AttributeClass is { MetadataName: "ChainablesAttribute`1" } attribute && attribute.ContainingNamespace.ToDisplayString() == "AsyncSplit.Runtime");

    public static EquatableArray<string> Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (compilation.GetTypeByMetadataName(KnownNames.ChainablesAttribute) is not { } attribute)
        {
            return [];
        }

        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Only what references the runtime can have it: the framework's many assemblies are passed by.
            if (!assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == attribute.ContainingAssembly.Name)))
            {
                continue;
            }

            foreach (var data in assembly.GetAttributes())
            {
                if (SymbolEqualityComparer.Default.Equals(data.AttributeClass?.OriginalDefinition, attribute))
                {
                    found.Add(Types.Display(data.AttributeClass!.TypeArguments[0]));
                }
            }
        }

        return found.ToEquatableArray();
    }
}
