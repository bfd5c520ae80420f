using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Decides, for generator and analyzers alike, which types cross a boundary and how.</summary>
internal sealed class SerializationAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, SerializationAnalysis> s_analyses = new();

    private readonly Dictionary<ITypeSymbol, TypeCodec> _resolved = new(SymbolEqualityComparer.IncludeNullability);
    private readonly Dictionary<ITypeSymbol, TypeCodec> _exceptions = new(SymbolEqualityComparer.Default);
    private readonly object _gate = new();

    private SerializationAnalysis(Compilation compilation) => Context = new SerializationContext(compilation);

    public SerializationContext Context { get; }

    public static SerializationAnalysis For(Compilation compilation) =>
        s_analyses.GetValue(compilation, static compilation => new SerializationAnalysis(compilation));

    /// <summary>The codec of a type, or why it has none.</summary>
    public TypeCodec Resolve(ITypeSymbol type, CancellationToken cancellationToken) =>
        Find(_resolved, type, () => new CodecResolution(Context, cancellationToken).Resolve(type));

    /// <summary>How an exception type is created again when it arrives, or why it is not. For the framework's usual ones there is nothing to generate.</summary>
    public TypeCodec ResolveException(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        Find(_exceptions, type, () => new CodecResolution(Context, cancellationToken).ResolveException(type));

    private TypeCodec Find(Dictionary<ITypeSymbol, TypeCodec> known, ITypeSymbol type, Func<TypeCodec> resolve)
    {
        lock (_gate)
        {
            if (known.TryGetValue(type, out var found))
            {
                return found;
            }
        }

        var codec = resolve();
        lock (_gate)
        {
            known[type] = codec;
        }

        return codec;
    }
}
