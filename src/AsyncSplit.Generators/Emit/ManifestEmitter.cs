using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Model.Manifests;
using AsyncSplit.Json;
using AsyncSplit.Manifests;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes the manifest: an attribute of the assembly for each handler, contract member, inheriting class and startup. Nothing reads them at run time; the build does, from the file.</summary>
internal static class ManifestEmitter
{
    public const string HintName = "Manifest.g.cs";

    public static string Emit(ManifestModel model)
    {
        var writer = new SourceWriter();
        Header.Write(writer, "");
        foreach (var chainable in model.Chainables)
        {
            Attribute(writer, ChainableEntry.AttributeKey, JsonWriter.Compact(Entry(chainable.Outline, chainable.Map, model.Project)));
        }

        foreach (var derived in model.Derived)
        {
            Attribute(writer, DerivedEntry.AttributeKey, JsonWriter.Compact(Entry(derived)));
        }

        foreach (var startup in model.Startups)
        {
            Attribute(writer, StartupKey, Outliner.Plain(startup));
        }

        return writer.ToString();
    }

    /// <summary>The key of the attributes that name startups.</summary>
    public const string StartupKey = "AsyncSplit.Startup";

    /// <summary>The entry of a handler or contract member; without a place there are no lines in it.</summary>
    public static JsonMap Entry(ChainableOutline outline, SourceMap? map, string project)
    {
        var first = map?.FirstLine + 1;
        return new JsonMap
        {
            { "kind", outline.IsContract ? ChainableEntry.ContractKind : ChainableEntry.HandlerKind },
            { "name", outline.Name },
            { "type", outline.Type },
            { "path", outline.TypePath.Length == 0 ? null : outline.TypePath },
            { "file", map is { Path.Length: > 0 } ? RelativePath(map.Path, project) : null },
            { "line", first },
            { "implements", JsonList.OrNone(outline.Implements) },
            { "retried", JsonList.IfTrue(outline.IsRetried) },
            { "deploy", Deploy(outline.Deploy) },
            { "entryPoints", JsonList.OrNone(outline.Points.Select(point => Point(point, first))) },
        };
    }

    public static JsonMap Entry(DerivedModel derived) =>
        new()
        {
            { "type", Outliner.Plain(derived.Type) },
            { "name", derived.Name },
            { "bases", JsonList.From(derived.Bases.Select(Outliner.Plain)) },
            { "contracts", JsonList.OrNone(derived.Contracts) },
        };

    private static JsonMap Point(PointOutline point, int? first) =>
        new()
        {
            { "id", point.Id },
            { "kind", point.Boundary is null ? "start" : "resumePoint" },
            { "line", first + point.Line },
            { "endLine", first + point.EndLine },
            { "awaits", point.Boundary?.Awaits },
            { "awaited", point.Awaited },
            { "callee", point.Boundary?.Callee },
            { "catches", JsonList.IfTrue(point.Catches) },
            { point.Boundary is null ? "arguments" : "captures", JsonList.OrNone(point.Values.Select(value => new JsonMap { { "name", value.Name }, { "type", value.Type } })) },
            { "calls", JsonList.OrNone(point.Calls) },
            { "tailCalls", JsonList.OrNone(point.TailCalls) },
            { "starts", JsonList.OrNone(point.Starts) },
            { "resumes", JsonList.OrNone(point.Resumes) },
            { "callbacks", JsonList.IfTrue(point.HasCallbacks) },
            { "signals", JsonList.IfTrue(point.HasSignals) },
            { "awaitsInPlace", JsonList.IfTrue(point.AwaitsInPlace) },
        };

    private static JsonMap? Deploy(EquatableArray<DeployValue> values)
    {
        var deploy = new JsonMap();
        foreach (var value in values)
        {
            deploy.Add(value.Name, value.Value);
        }

        return deploy.Count == 0 ? null : deploy;
    }

    private static void Attribute(SourceWriter writer, string key, string value) =>
        writer.WriteLine($""""[assembly: global::System.Reflection.AssemblyMetadataAttribute("{key}", """{value}""")]"""");

    /// <summary>The path from the project's folder, with <c>/</c>: where the sources lie is no part of the assembly.</summary>
    private static string RelativePath(string path, string project)
    {
        if (project.Length == 0)
        {
            return path.Replace('\\', '/');
        }

        var from = project.Replace('\\', '/').TrimEnd('/').Split('/');
        var to = path.Replace('\\', '/').Split('/');
        var common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common] == to[common])
        {
            common++;
        }

        return common == 0 ? string.Join("/", to) : string.Join("/", Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)));
    }
}
