using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>The walk from one type to all that its values are made of. User types are remembered, so that recursive ones end.</summary>
internal sealed class CodecResolution(SerializationContext context, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, Resolved> _userTypes = new(StringComparer.Ordinal);
    private readonly List<CodecModel> _codecs = [];
    private readonly List<SerializationNote> _losses = [];
    private SerializationNote? _task;

    public SerializationContext Context => context;

    public TypeCodec Resolve(ITypeSymbol type)
    {
        var resolved = Visit(type);
        if (resolved.Failure is { } failure)
        {
            return new TypeCodec { Failure = failure with { Path = TypeNames.ToMessage(type) + failure.Path } };
        }

        return new TypeCodec
        {
            Expression = resolved.Expression,
            Shape = resolved.Shape,
            MayAlias = resolved.MayAlias,
            Codecs = _codecs.OrderBy(codec => codec.Key, StringComparer.Ordinal).ToEquatableArray(),
            Task = _task is null ? null : _task with { Path = TypeNames.ToMessage(type) },
            Losses = _losses.ToEquatableArray(),
        };
    }

    /// <summary>The codec of a type as it stands, nullability included.</summary>
    public Resolved Visit(ITypeSymbol type)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var resolved = VisitNotNull(type);
        return resolved.Failure is null && type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated
            ? resolved with { Expression = $"{SerializationContext.CodecsClass}.OrNull({resolved.Expression})" }
            : resolved;
    }

    public void AddLoss(string path, string reason) => _losses.Add(new SerializationNote(path, reason));

    /// <summary>The codec of a user type: found, or analysed now.</summary>
    /// <param name="type">The type.</param>
    /// <param name="exact">Without the types derived from it.</param>
    public Resolved VisitUserType(INamedTypeSymbol type, bool exact)
    {
        var key = TypeNames.ToCodeNotNull(type) + (exact ? "!" : "");
        if (_userTypes.TryGetValue(key, out var known))
        {
            return known;
        }

        var place = CodecPlace.Of(type, exact, context, out var misplaced);
        if (place is null)
        {
            return Resolved.Fail(misplaced!);
        }

        // A recursive occurrence sees this: by number, as names of types are no part of the shape.
        _userTypes[key] = new Resolved(place.Expression, $"^{_userTypes.Count}", false);
        var index = _userTypes.Count - 1;
        var (resolved, model) = exact ? ObjectAnalysis.Analyze(this, type, key, place) : PolymorphismAnalysis.Analyze(this, type, key, place);
        if (resolved.Failure is null)
        {
            _codecs.Add(model!);
            resolved = resolved with { Expression = place.Expression };
            _userTypes[key] = resolved with { Shape = $"^{index}" };
        }

        return resolved;
    }

    private Resolved VisitNotNull(ITypeSymbol type)
    {
        if (FutureAnalysis.Find(this, type) is { } future)
        {
            _task ??= new SerializationNote("", NotSerializable.Reason(type)!);
            return future;
        }

        if (NotSerializable.Reason(type) is { } reason)
        {
            return Resolved.Fail(reason);
        }

        if (ConverterAnalysis.OfType(this, type) is { } converted)
        {
            return converted;
        }

        if (type is IArrayTypeSymbol array)
        {
            return FrameworkCodecs.Array(this, array);
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            var name = TypeNames.ToCode(type);
            return CodecPlace.IsVisible((INamedTypeSymbol)type, context)
                ? new Resolved($"{SerializationContext.CodecsClass}.Enum<{name}>()", "enum", false)
                : CodecPlace.Of((INamedTypeSymbol)type, true, context, out var misplaced) is null
                    ? Resolved.Fail(misplaced!)
                    : new Resolved($"{SerializationContext.CodecsClass}.Enum<{name}>()", "enum", false);
        }

        if (type is not INamedTypeSymbol named)
        {
            return Resolved.Fail($"{TypeNames.ToMessage(type)} is no type with data");
        }

        return FrameworkCodecs.Find(this, named)
            ?? VisitUserType(named, exact: !PolymorphismAnalysis.IsPolymorphic(named));
    }
}
