using AsyncSplit.Generators.Emit;
using AsyncSplit.Generators.Model.Assemblies;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Splitting;
using AsyncSplit.Generators.Splitting.Residuals;
using AsyncSplit.Generators.Splitting.Reuse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators;

/// <summary>
/// Splits handlers at their awaits. From
/// <code>
/// [Chainable] public async Task&lt;Receipt&gt; PlaceAsync(Order order)
/// {
///     var quote = await pricing.QuoteAsync(order.Sku, order.Quantity);
///     return new Receipt(order.Id, quote.Price);
/// }
/// </code>
/// come <c>PlaceAsync_Start</c>, which ends with the call of <c>QuoteAsync</c>, and <c>PlaceAsync_AfterQuoteAsync</c>, which goes on with its result.
/// </summary>
/// <remarks>This class is the pipeline and nothing else: attribute → analysis → models → text. It reports nothing; that is the analyzers' part.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class ChainableGenerator : IIncrementalGenerator
{
    private static readonly ChainableModel s_none = new(null, null, null);

    private readonly TailSharing _sharing;
    private readonly KnownModels<ChainableModel> _chainables = new();
    private readonly KnownModels<ChainableModel> _overrides = new();
    private readonly KnownModels<DerivedType> _derived = new();

    public ChainableGenerator()
        : this(TailSharing.Default)
    {
    }

    internal ChainableGenerator(TailSharing sharing) => _sharing = sharing;

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        var facts = context.CompilationProvider.Select(Facts).WithTrackingName(TrackingNames.Facts);
        var hasRuntime = facts.Select(static (source, _) => source.HasRuntime);
        var chainables = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.ChainableAttribute, static (node, _) => node is MethodDeclarationSyntax, Analyze)
            .WithTrackingName(TrackingNames.Analysis);

        // Overrides of handlers are handlers, marked or not; and classes that inherit some have to be known.
        var overrides = context.SyntaxProvider.CreateSyntaxProvider(static (node, _) => IsOverride(node), AnalyzeOverride).Where(static chainable => chainable.Handler is not null).WithTrackingName(TrackingNames.Overrides);
        var derived = context.SyntaxProvider.CreateSyntaxProvider(static (node, _) => HasBase(node), AnalyzeDerived).Where(static type => type is not null).Select(static (type, _) => type!).WithTrackingName(TrackingNames.Derived);

        // What is made of several handlers depends on their models alone. Where a handler stands goes along with its model to its own file and no further: moving it rewrites that file only.
        var handlers = chainables.Select(static (chainable, _) => chainable.Handler!).Where(static handler => handler is not null).WithTrackingName(TrackingNames.Handlers);
        var contracts = chainables.Select(static (chainable, _) => chainable.Contract!).Where(static contract => contract is not null).WithTrackingName(TrackingNames.Contracts);
        var handlerFiles = chainables.Where(static chainable => chainable.Handler is not null).Select(static (chainable, _) => new HandlerFile(chainable.Handler!.Own, chainable.Map!)).WithTrackingName(TrackingNames.HandlerFiles);
        var contractFiles = contracts.Select(static (contract, _) => contract.Own).WithTrackingName(TrackingNames.ContractFiles);
        context.RegisterSourceOutput(handlerFiles.Combine(hasRuntime), static (output, source) => Add(output, source.Right, source.Left.Handler.HintName, () => HandlerEmitter.Emit(source.Left.Handler, source.Left.Map)));
        var overrideFiles = overrides.Select(static (chainable, _) => new HandlerFile(chainable.Handler!.Own, chainable.Map!));
        context.RegisterSourceOutput(overrideFiles.Combine(hasRuntime), static (output, source) => Add(output, source.Right, source.Left.Handler.HintName, () => HandlerEmitter.Emit(source.Left.Handler, source.Left.Map)));
        context.RegisterSourceOutput(contractFiles.Combine(hasRuntime), static (output, source) => Add(output, source.Right, source.Left.HintName, () => RegistrationEmitter.Contract(source.Left)));

        var allHandlers = handlers.Collect().Combine(overrides.Select(static (chainable, _) => chainable.Handler!).Collect()).Select(static (source, _) => source.Left.AddRange(source.Right));
        var all = allHandlers.Combine(contracts.Collect());
        var codecs = all.SelectMany(static (source, _) => Gather.Codecs(source.Left, source.Right)).WithTrackingName(TrackingNames.Codecs);
        context.RegisterSourceOutput(codecs.Combine(hasRuntime), static (output, source) => Add(output, source.Right, CodecEmitter.HintName(source.Left), () => Text(writer => CodecEmitter.Emit(writer, source.Left))));

        var exceptions = all.SelectMany(static (source, _) => Gather.Exceptions(source.Left, source.Right)).WithTrackingName(TrackingNames.Exceptions);
        context.RegisterSourceOutput(exceptions.Combine(hasRuntime), static (output, source) => Add(output, source.Right, ExceptionCodecEmitter.HintName(source.Left), () => Text(writer => ExceptionCodecEmitter.Emit(writer, source.Left))));

        var clients = all.Combine(facts).SelectMany(static (source, _) => Gather.Clients(source.Left.Left, source.Left.Right, source.Right)).WithTrackingName(TrackingNames.Clients);
        context.RegisterSourceOutput(clients.Combine(hasRuntime), static (output, source) => Add(output, source.Right, ClientEmitter.HintName(source.Left), () => ClientEmitter.Emit(source.Left)));

        var assembly = all.Combine(derived.Collect()).Combine(facts).Select(static (source, _) => Gather.Assembly(source.Left.Left.Left, source.Left.Left.Right, source.Left.Right, source.Right)).WithTrackingName(TrackingNames.Assembly);
        context.RegisterSourceOutput(assembly.Combine(hasRuntime), static (output, source) => Add(output, source.Right, "Chainables.g.cs", () => RegistrationEmitter.Assembly(source.Left)));

        ManifestPipeline.Register(context, chainables, overrides, derived, hasRuntime);
    }

    private static CompilationFacts Facts(Compilation compilation, CancellationToken cancellationToken) =>
        new(
            compilation.AssemblyName ?? "Program",
            compilation is CSharpCompilation { LanguageVersion: var version } && (int)version >= 1400,
            compilation.GetTypeByMetadataName(KnownNames.ChainablesAttribute) is not null,
            ReferencedChainables.Of(compilation, cancellationToken));

    private ChainableModel Analyze(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var (method, syntax, semantics) = ((IMethodSymbol)context.TargetSymbol, (MethodDeclarationSyntax)context.TargetNode, context.SemanticModel);
        if (method.PartialImplementationPart is { } implementation && implementation.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is MethodDeclarationSyntax withBody)
        {
            (method, syntax) = (implementation, withBody);
        }

        // The model of the file is common to its handlers; another one would bind anew.
        return _chainables.Get(syntax, semantics.Compilation, () => Analyze(method, syntax, syntax.SyntaxTree == semantics.SyntaxTree ? semantics : semantics.Compilation.GetSemanticModel(syntax.SyntaxTree), cancellationToken), cancellationToken);
    }

    private ChainableModel AnalyzeOverride(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var (syntax, semantics) = ((MethodDeclarationSyntax)context.Node, context.SemanticModel);
        return !ChainablesInSight.Of(semantics.Compilation, cancellationToken).Any ? s_none : _overrides.Get(
            syntax,
            semantics.Compilation,
            () => semantics.GetDeclaredSymbol(syntax, cancellationToken) is { PartialDefinitionPart: null } method && !Chainables.IsMarked(method) && Chainables.IsChainable(method)
                ? Analyze(method, syntax, semantics, cancellationToken)
                : (s_none, false),
            cancellationToken);
    }

    private (ChainableModel Model, bool ReadsOtherBodies) Analyze(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancellationToken)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            return (new ChainableModel(null, MapOf(syntax), ContractAnalysis.Analyze(method, syntax, semantics, cancellationToken).Model), false);
        }

        var (handler, readsOtherBodies) = HandlerAnalysis.Model(method, syntax, semantics, _sharing, cancellationToken);
        return (new ChainableModel(handler, handler is null ? null : MapOf(syntax), null), readsOtherBodies);
    }

    private static SourceMap MapOf(MethodDeclarationSyntax syntax)
    {
        var start = syntax.GetLocation().GetLineSpan();
        return new SourceMap(start.Path ?? "", start.StartLinePosition.Line);
    }

    private DerivedModel? AnalyzeDerived(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var (syntax, semantics) = ((TypeDeclarationSyntax)context.Node, context.SemanticModel);
        return !ChainablesInSight.Of(semantics.Compilation, cancellationToken).Any ? null : _derived.Get(
            syntax,
            semantics.Compilation,
            () => (new DerivedType(semantics.GetDeclaredSymbol(syntax, cancellationToken) is { } type ? DerivedAnalysis.Analyze(type, cancellationToken).Model : null), false),
            cancellationToken).Model;
    }

    private static bool IsOverride(SyntaxNode node) => node is MethodDeclarationSyntax method && method.Modifiers.Any(SyntaxKind.OverrideKeyword);

    private static bool HasBase(SyntaxNode node) => node is ClassDeclarationSyntax { BaseList: not null } or RecordDeclarationSyntax { BaseList: not null };

    private static string Text(Action<SourceWriter> write)
    {
        var writer = new SourceWriter();
        write(writer);
        return writer.ToString();
    }

    private static void Add(SourceProductionContext output, bool hasRuntime, string hintName, Func<string> emit)
    {
        output.CancellationToken.ThrowIfCancellationRequested();
        if (hasRuntime)
        {
            output.AddSource(hintName, SourceText.From(emit(), System.Text.Encoding.UTF8));
        }
    }

    /// <summary>What is known of a class with a base: most inherit no handlers.</summary>
    private sealed record DerivedType(DerivedModel? Model);
}
