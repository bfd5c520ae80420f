using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>The codecs that one handler or contract needs; a type that has none is a problem of it.</summary>
internal sealed class CodecSet(Compilation compilation, List<Problem> problems, CancellationToken cancellationToken)
{
    private readonly SerializationAnalysis _analysis = SerializationAnalysis.For(compilation);
    private readonly SortedDictionary<string, CodecModel> _models = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ExceptionCodecModel> _exceptions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Whether the bodies of methods elsewhere have been looked into, so that an edit there may change what is found.</summary>
    public bool ReadsOtherBodies { get; set; }

    /// <summary>The codecs of user types resolved so far, by key.</summary>
    public EquatableArray<CodecModel> Models => _models.Values.ToEquatableArray();

    /// <summary>The codecs of exceptions resolved so far, by name.</summary>
    public EquatableArray<ExceptionCodecModel> ExceptionModels => _exceptions.Values.ToEquatableArray();

    /// <summary>The codec of a type; reports under <paramref name="ruleId"/> what cannot cross.</summary>
    /// <param name="type">The type of the value.</param>
    /// <param name="ruleId">The rule for this kind of value.</param>
    /// <param name="location">Where to report; null where that has been done.</param>
    /// <param name="what">The value in words, for example «'response'».</param>
    /// <param name="advice">What to do about it.</param>
    /// <param name="cannot">What it cannot, in words.</param>
    /// <param name="takesTasks">Whether tasks may cross: those that stand for started calls, in the captured state of the handler that has started them.</param>
    /// <param name="describe">The problem, where there is more to say of it.</param>
    public TypeCodec Resolve(ITypeSymbol type, string ruleId, Location? location, string what, string? advice = null, string cannot = "cannot cross an await", bool takesTasks = false, Func<TypeCodec, Problem>? describe = null)
    {
        var codec = _analysis.Resolve(type, cancellationToken);
        if (codec.Task is { } task && !takesTasks)
        {
            codec = new TypeCodec { Failure = task };
        }

        Add(codec);
        if (!codec.IsSerializable && location is not null && _reported.Add($"{ruleId} {location} {what}"))
        {
            problems.Add(describe?.Invoke(codec) ?? Describe(type, ruleId, location, what, advice, codec, cannot));
        }

        ReportLosses(codec, location, $"{what} ({TypeNames.ToMessage(type)})");
        return codec;
    }

    /// <summary>The problem of a value that has no codec.</summary>
    public static Problem Describe(ITypeSymbol type, string ruleId, Location location, string what, string? advice, TypeCodec codec, string cannot = "cannot cross an await")
    {
        var name = TypeNames.ToMessage(type);
        var problem = new Problem(ruleId, location, $"{what} ({name}) {cannot}: {PathOf(type, codec)}{codec.Reason}{(advice is null ? "" : $". {advice}")}");
        return codec.Failure?.OpenType is { } open ? problem with { Facts = problem.Facts.Add(FactNames.OpenType, open) } : problem;
    }

    /// <summary>The member that has no codec, with a colon; empty where that is the value itself, or the reason names it.</summary>
    public static string PathOf(ITypeSymbol type, TypeCodec codec) =>
        codec.Path == TypeNames.ToMessage(type) || string.IsNullOrEmpty(codec.Path) || codec.Reason!.StartsWith(codec.Path, StringComparison.Ordinal) ? "" : $"{codec.Path}: ";

    /// <summary>The codecs of those exception types that can be restored; reports what such an exception loses where the handler names its type.</summary>
    /// <param name="types">The types, and where the handler names them; no place for those that others name.</param>
    public EquatableArray<ExceptionCodecModel> Exceptions(IEnumerable<(INamedTypeSymbol Type, Location? Place)> types)
    {
        foreach (var (type, place) in types)
        {
            var codec = _analysis.ResolveException(type, cancellationToken);
            if (codec.IsSerializable)
            {
                Add(codec);
                ReportLosses(codec, place, $"'{TypeNames.ToMessage(type)}'");
            }
        }

        return _exceptions.Values.ToEquatableArray();
    }

    private void Add(TypeCodec codec)
    {
        foreach (var model in codec.Codecs)
        {
            _models[model.Key] = model;
        }

        foreach (var model in codec.Exceptions)
        {
            _exceptions[model.TypeName] = model;
        }
    }

    private void ReportLosses(TypeCodec codec, Location? location, string what)
    {
        foreach (var loss in codec.Losses)
        {
            // Once for each member, where the type is met first.
            if (location is not null && _reported.Add(loss.Path))
            {
                problems.Add(new Problem(RuleIds.DataLost, location, $"{what} loses data when it crosses an await: {loss.Path}: {loss.Reason}"));
            }
        }
    }

    /// <summary>Whether a value of the type can cross; reports nothing.</summary>
    public bool IsSerializable(ITypeSymbol type) => _analysis.Resolve(type, cancellationToken).IsSerializable;
}
