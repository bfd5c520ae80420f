using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Decides, for generator and analyzers alike, which types cross a boundary and how.</summary>
internal sealed class SerializationAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, SerializationAnalysis> s_analyses = new();

    private readonly Dictionary<ITypeSymbol, TypeCodec> _resolved = new(SymbolEqualityComparer.IncludeNullability);
    private readonly object _gate = new();

    private SerializationAnalysis(Compilation compilation) => Context = new SerializationContext(compilation);

    public SerializationContext Context { get; }

    public static SerializationAnalysis For(Compilation compilation) =>
        s_analyses.GetValue(compilation, static compilation => new SerializationAnalysis(compilation));

    /// <summary>The codec of a type, or why it has none.</summary>
    public TypeCodec Resolve(ITypeSymbol type, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_resolved.TryGetValue(type, out var known))
            {
                return known;
            }
        }

        var codec = new CodecResolution(Context, cancellationToken).Resolve(type);
        lock (_gate)
        {
            _resolved[type] = codec;
        }

        return codec;
    }
}
