using AsyncSplit.Generators.Emit;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Splitting;
using AsyncSplit.Generators.Splitting.Residuals;
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
    private readonly TailSharing _sharing;

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
            .ForAttributeWithMetadataName(KnownNames.ChainableAttribute, static (node, _) => node is MethodDeclarationSyntax, (source, token) => Analyze(source, _sharing, token))
            .WithTrackingName(TrackingNames.Analysis);

        // What is made of several handlers depends on their models alone. Where a handler stands goes along with its model to its own file and no further: moving it rewrites that file only.
        var handlers = chainables.Select(static (chainable, _) => chainable.Handler!).Where(static handler => handler is not null).WithTrackingName(TrackingNames.Handlers);
        var contracts = chainables.Select(static (chainable, _) => chainable.Contract!).Where(static contract => contract is not null).WithTrackingName(TrackingNames.Contracts);
        var handlerFiles = chainables.Where(static chainable => chainable.Handler is not null).Select(static (chainable, _) => new HandlerFile(chainable.Handler!.Own, chainable.Map!)).WithTrackingName(TrackingNames.HandlerFiles);
        var contractFiles = contracts.Select(static (contract, _) => contract.Own).WithTrackingName(TrackingNames.ContractFiles);
        context.RegisterSourceOutput(handlerFiles.Combine(hasRuntime), static (output, source) => Add(output, source.Right, source.Left.Handler.HintName, () => HandlerEmitter.Emit(source.Left.Handler, source.Left.Map)));
        context.RegisterSourceOutput(contractFiles.Combine(hasRuntime), static (output, source) => Add(output, source.Right, source.Left.HintName, () => RegistrationEmitter.Contract(source.Left)));

        var all = handlers.Collect().Combine(contracts.Collect());
        var codecs = all.SelectMany(static (source, _) => Gather.Codecs(source.Left, source.Right)).WithTrackingName(TrackingNames.Codecs);
        context.RegisterSourceOutput(codecs.Combine(hasRuntime), static (output, source) => Add(output, source.Right, CodecEmitter.HintName(source.Left), () => Text(writer => CodecEmitter.Emit(writer, source.Left))));

        var exceptions = handlers.Collect().SelectMany(static (source, _) => Gather.Exceptions(source)).WithTrackingName(TrackingNames.Exceptions);
        context.RegisterSourceOutput(exceptions.Combine(hasRuntime), static (output, source) => Add(output, source.Right, ExceptionCodecEmitter.HintName(source.Left), () => Text(writer => ExceptionCodecEmitter.Emit(writer, source.Left))));

        var clients = all.Combine(facts).SelectMany(static (source, _) => Gather.Clients(source.Left.Left, source.Left.Right, source.Right)).WithTrackingName(TrackingNames.Clients);
        context.RegisterSourceOutput(clients.Combine(hasRuntime), static (output, source) => Add(output, source.Right, ClientEmitter.HintName(source.Left), () => ClientEmitter.Emit(source.Left)));

        var assembly = all.Combine(facts).Select(static (source, _) => Gather.Assembly(source.Left.Left, source.Left.Right, source.Right)).WithTrackingName(TrackingNames.Assembly);
        context.RegisterSourceOutput(assembly.Combine(hasRuntime), static (output, source) => Add(output, source.Right, "Chainables.g.cs", () => RegistrationEmitter.Assembly(source.Left)));
    }

    private static CompilationFacts Facts(Compilation compilation, CancellationToken cancellationToken) =>
        new(
            compilation.AssemblyName ?? "Program",
            compilation is CSharpCompilation { LanguageVersion: var version } && (int)version >= 1400,
            compilation.GetTypeByMetadataName(KnownNames.ChainablesAttribute) is not null,
            ReferencedChainables.Of(compilation, cancellationToken));

    private static ChainableModel Analyze(GeneratorAttributeSyntaxContext context, TailSharing sharing, CancellationToken cancellationToken)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        var syntax = (MethodDeclarationSyntax)context.TargetNode;
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            return new ChainableModel(null, null, ContractAnalysis.Analyze(method, syntax, context.SemanticModel, cancellationToken).Model);
        }

        var (handler, _) = HandlerAnalysis.Analyze(method, syntax, context.SemanticModel, sharing, cancellationToken);
        var start = syntax.GetLocation().GetLineSpan();
        return new ChainableModel(handler, handler is null ? null : new SourceMap(start.Path ?? "", start.StartLinePosition.Line), null);
    }

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
}
