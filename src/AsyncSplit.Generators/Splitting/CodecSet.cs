using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>The codecs that one handler or contract needs; a type that has none is a problem of it.</summary>
internal sealed class CodecSet(Compilation compilation, List<Problem> problems, CancellationToken cancellationToken)
{
    private readonly SerializationAnalysis _analysis = SerializationAnalysis.For(compilation);
    private readonly SortedDictionary<string, CodecModel> _models = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>The codecs of user types resolved so far, by key.</summary>
    public EquatableArray<CodecModel> Models => _models.Values.ToEquatableArray();

    /// <summary>The codec of a type; reports under <paramref name="ruleId"/> what cannot cross.</summary>
    /// <param name="type">The type of the value.</param>
    /// <param name="ruleId">The rule for this kind of value.</param>
    /// <param name="location">Where to report; null where that has been done.</param>
    /// <param name="what">The value in words, for example «'response'».</param>
    /// <param name="advice">What to do about it.</param>
    /// <param name="takesTasks">Whether tasks may cross: those that stand for started calls, in the captured state of the handler that has started them.</param>
    public TypeCodec Resolve(ITypeSymbol type, string ruleId, Location? location, string what, string? advice = null, bool takesTasks = false)
    {
        if (ExceptionAnalysis.IsException(type))
        {
            return new TypeCodec { Expression = $"{KnownNames.Codecs}.Exception<{Types.Display(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}>()", Shape = "exception", MayAlias = true };
        }

        var codec = _analysis.Resolve(type, cancellationToken);
        if (codec.Task is { } task && !takesTasks)
        {
            codec = new TypeCodec { Failure = task };
        }

        foreach (var model in codec.Codecs)
        {
            _models[model.Key] = model;
        }

        if (!codec.IsSerializable && location is not null && _reported.Add($"{ruleId} {location} {what}"))
        {
            var name = TypeNames.ToMessage(type);
            problems.Add(new Problem(ruleId, location, $"{what} ({name}) cannot cross an await: {(codec.Path == name || string.IsNullOrEmpty(codec.Path) ? "" : $"{codec.Path}: ")}{codec.Reason}{(advice is null ? "" : $". {advice}")}"));
        }

        foreach (var loss in codec.Losses)
        {
            // Once for each member, where the type is met first.
            if (location is not null && _reported.Add(loss.Path))
            {
                problems.Add(new Problem(RuleIds.DataLost, location, $"{what} crosses an await, and loses data there: {loss.Path}: {loss.Reason}"));
            }
        }

        return codec;
    }

    /// <summary>Whether a value of the type can hold the same object in two places.</summary>
    public bool MayRepeat(ITypeSymbol type) => ObjectGraphs.MayRepeat(type, member => _analysis.Resolve(member, cancellationToken) is { IsSerializable: true, MayAlias: true });

    /// <summary>The codecs of those exception types that can be restored.</summary>
    public EquatableArray<ExceptionCodecModel> Exceptions(IEnumerable<INamedTypeSymbol> types)
    {
        var models = new SortedDictionary<string, ExceptionCodecModel>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (ExceptionAnalysis.Resolve(_analysis, type, cancellationToken) is { } model)
            {
                models[model.TypeName] = model;
                foreach (var codec in model.Codecs)
                {
                    _models[codec.Key] = codec;
                }
            }
        }

        return models.Values.ToEquatableArray();
    }
}
