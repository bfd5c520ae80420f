using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AsyncSplit.Json;
using AsyncSplit.Manifests;

namespace AsyncSplit.Build.Manifests;

/// <summary>What the generator has written into an assembly for the build: read from the file, which is neither loaded nor kept open.</summary>
internal sealed class AssemblyManifest
{
    private const string StartupKey = "AsyncSplit.Startup";
    private const string Runtime = "AsyncSplit";
    private const string AttributeName = "AssemblyMetadataAttribute";

    private AssemblyManifest(string name, IReadOnlyCollection<KeyValuePair<string, string>> attributes)
    {
        Name = name;
        Entries = [.. Of(ChainableEntry.AttributeKey).Select(json => ChainableEntry.Read(JsonReader.Read(json)))];
        Derived = [.. Of(DerivedEntry.AttributeKey).Select(json => new DerivedEntry(JsonReader.Read(json)))];
        Startups = [.. Of(StartupKey)];

        IEnumerable<string> Of(string key) => attributes.Where(attribute => attribute.Key == key).Select(attribute => attribute.Value);
    }

    /// <summary>The assembly's name.</summary>
    public string Name { get; }

    public IReadOnlyList<ChainableEntry> Entries { get; }

    public IReadOnlyList<DerivedEntry> Derived { get; }

    /// <summary>The full names of its startups.</summary>
    public IReadOnlyList<string> Startups { get; }

    /// <summary>Reads the manifest of an assembly.</summary>
    /// <returns>Null for what is no assembly with a reference to the runtime.</returns>
    public static AssemblyManifest? Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
        {
            return null;
        }

        var metadata = image.GetMetadataReader();
        if (!metadata.IsAssembly || !metadata.AssemblyReferences.Any(reference => metadata.StringComparer.Equals(metadata.GetAssemblyReference(reference).Name, Runtime)))
        {
            return null;
        }

        return new AssemblyManifest(metadata.GetString(metadata.GetAssemblyDefinition().Name), [.. Attributes(metadata)]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Attributes(MetadataReader metadata)
    {
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)parent).Name, AttributeName))
            {
                // A prolog of two bytes, then the two arguments.
                var value = metadata.GetBlobReader(attribute.Value);
                value.ReadUInt16();
                yield return new KeyValuePair<string, string>(value.ReadSerializedString() ?? "", value.ReadSerializedString() ?? "");
            }
        }
    }
}
