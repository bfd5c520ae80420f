using System.Collections.Immutable;
using AsyncSplit.Functions;
using AsyncSplit.Generators.Emit;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Assemblies;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Model.Manifests;
using AsyncSplit.Generators.Splitting;
using AsyncSplit.Json;
using AsyncSplit.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators;

/// <summary>
/// The part of the pipeline that makes an assembly deployable: the manifest, from which the build writes the infrastructure files, and the handlers of a managed runtime. Editors need neither: both are left to builds.
/// </summary>
internal static class ManifestPipeline
{
    private const string ProjectDir = "build_property.ProjectDir";
    private const string Granularity = "build_property.AsyncSplitGranularity";

    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ChainableModel> chainables,
        IncrementalValuesProvider<ChainableModel> overrides,
        IncrementalValuesProvider<DerivedModel> derived,
        IncrementalValueProvider<bool> hasRuntime)
    {
        var all = Outlines(chainables).Collect().Combine(Outlines(overrides).Collect()).Select(static (source, _) => source.Left.AddRange(source.Right));
        var startups = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => Splitting.Startups.MayBe(node), static (source, token) => Splitting.Startups.Of((TypeDeclarationSyntax)source.Node, source.SemanticModel, token))
            .Where(static type => type is not null).Select(static (type, _) => type!).WithTrackingName(TrackingNames.Startups).Collect();
        var options = context.AnalyzerConfigOptionsProvider;

        var project = options.Select(static (source, _) => Option(source, ProjectDir));
        var manifest = all.Combine(derived.Collect()).Combine(startups).Combine(project)
            .Select(static (source, _) => Manifest(source.Left.Left.Left, source.Left.Left.Right, source.Left.Right, source.Right)).WithTrackingName(TrackingNames.Manifest);
        context.RegisterImplementationSourceOutput(manifest.Combine(hasRuntime), static (output, source) =>
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            if (source.Right && source.Left.Chainables.Count + source.Left.Derived.Count + source.Left.Startups.Count > 0)
            {
                output.AddSource(ManifestEmitter.HintName, SourceText.From(ManifestEmitter.Emit(source.Left), System.Text.Encoding.UTF8));
            }
        });

        // Which functions there are does not depend on where anything stands.
        var outlines = all.SelectMany(static (source, _) => source).Select(static (placed, _) => placed.Outline).WithTrackingName(TrackingNames.Outlines);
        var hosts = context.CompilationProvider.Select(ReferencedManifests.Of).WithTrackingName(TrackingNames.Hosts);
        var granularity = options.Select(static (source, _) => Option(source, Granularity));
        var handlers = outlines.Collect().Combine(derived.Collect()).Combine(startups).Combine(hosts).Combine(granularity)
            .SelectMany(static (source, _) => Lambda(source.Left.Left.Left.Left, source.Left.Left.Left.Right, source.Left.Left.Right, source.Left.Right, source.Right)).WithTrackingName(TrackingNames.LambdaHandlers);
        context.RegisterImplementationSourceOutput(handlers.Combine(hasRuntime), static (output, source) =>
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            if (source.Right)
            {
                output.AddSource(LambdaHandlersEmitter.HintName, SourceText.From(LambdaHandlersEmitter.Emit(source.Left), System.Text.Encoding.UTF8));
            }
        });
    }

    private static IncrementalValuesProvider<PlacedOutline> Outlines(IncrementalValuesProvider<ChainableModel> chainables) =>
        chainables.Where(static chainable => chainable.Handler is not null || chainable.Contract is not null)
            .Select(static (chainable, _) => new PlacedOutline(chainable.Handler is { } handler ? Outliner.Of(handler) : Outliner.Of(chainable.Contract!), chainable.Map!));

    private static ManifestModel Manifest(ImmutableArray<PlacedOutline> outlines, ImmutableArray<DerivedModel> derived, ImmutableArray<string> startups, string project) =>
        new(
            outlines.OrderBy(placed => placed.Outline.Name, StringComparer.Ordinal).ThenBy(placed => placed.Map.Path, StringComparer.Ordinal).ToEquatableArray(),
            derived.Distinct().OrderBy(type => type.Type, StringComparer.Ordinal).ToEquatableArray(),
            Sorted(startups),
            project);

    /// <summary>The handlers of the managed runtime; none where it is not deployed to, or the startup is missing or not the only one, of which the build speaks.</summary>
    private static IEnumerable<LambdaModel> Lambda(ImmutableArray<ChainableOutline> outlines, ImmutableArray<DerivedModel> derived, ImmutableArray<string> startups, HostFacts hosts, string granularity)
    {
        if (!hosts.HasLambda || Sorted(startups) is not [var startup])
        {
            return [];
        }

        var application = new Application(
            outlines.Select(outline => ManifestEmitter.Entry(outline, map: null, project: "")).Concat(hosts.Chainables.Select(JsonReader.Read)).Select(ChainableEntry.Read),
            derived.Select(ManifestEmitter.Entry).Concat(hosts.Derived.Select(JsonReader.Read)).Select(entry => new DerivedEntry(entry)));
        var level = Enum.TryParse<FunctionGranularity>(granularity, ignoreCase: true, out var parsed) ? parsed : FunctionGranularity.Handler;
        return [new LambdaModel(startup, application.Functions(level).Append(FunctionNames.Of("", level)).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray())];
    }

    private static EquatableArray<string> Sorted(ImmutableArray<string> names) => names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();

    private static string Option(AnalyzerConfigOptionsProvider options, string name) => options.GlobalOptions.TryGetValue(name, out var value) ? value : "";
}
