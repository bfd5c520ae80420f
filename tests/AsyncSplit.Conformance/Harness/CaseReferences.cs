using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Conformance.Harness;

/// <summary>What a case is compiled against: the reference assemblies of .NET 10, as in a user's build, and AsyncSplit with what it needs.</summary>
internal static class CaseReferences
{
    public static IReadOnlyList<MetadataReference> All { get; } = [.. Net100.References.All, .. Libraries()];

    private static IEnumerable<MetadataReference> Libraries()
    {
        string[] own = ["AsyncSplit.dll", "AsyncSplit.Abstractions.dll"];
        return own
            .Select(file => Path.Combine(AppContext.BaseDirectory, file))
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "Microsoft.Extensions.*.dll").Where(file => !Path.GetFileName(file).StartsWith("Microsoft.Extensions.DependencyModel", StringComparison.Ordinal)))
            .Select(file => MetadataReference.CreateFromFile(file));
    }
}
