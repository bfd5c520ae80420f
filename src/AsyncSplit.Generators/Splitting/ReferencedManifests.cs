using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Assemblies;
using AsyncSplit.Manifests;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Finds the host packages that are referenced, and what the manifests of referenced assemblies say for them.</summary>
internal static class ReferencedManifests
{
    public static HostFacts Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (compilation.GetTypeByMetadataName(KnownNames.LambdaFunctions) is null)
        {
            return new HostFacts(false, [], []);
        }

        var entries = new List<(string Key, string Value)>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Where(ReferencedChainables.AreIn))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var attribute in assembly.GetAttributes())
            {
                if (Types.IsNamed(attribute.AttributeClass, KnownNames.AssemblyMetadataAttribute) && attribute.ConstructorArguments is [{ Value: string key }, { Value: string value }])
                {
                    entries.Add((key, value));
                }
            }
        }

        return new HostFacts(true, With(ChainableEntry.AttributeKey), With(DerivedEntry.AttributeKey));

        EquatableArray<string> With(string key) => entries.Where(entry => entry.Key == key).Select(entry => entry.Value).OrderBy(value => value, StringComparer.Ordinal).ToEquatableArray();
    }
}
