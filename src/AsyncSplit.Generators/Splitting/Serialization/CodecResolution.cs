using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>The walk from one type to all that its values are made of. User types are remembered, so that recursive ones end.</summary>
internal sealed class CodecResolution(SerializationContext context, CancellationToken cancellationToken)
{
    private Dictionary<string, Resolved> _userTypes = new(StringComparer.Ordinal);
    private readonly IdentityGraph _graph = new();
    private readonly List<ObjectDraft> _drafts = [];
    private readonly List<CodecModel> _codecs = [];
    private readonly List<SerializationNote> _losses = [];
    private Dictionary<string, Resolved> _exceptionTypes = new(StringComparer.Ordinal);
    private readonly List<ExceptionCodecModel> _exceptions = [];
    private SerializationNote? _task;

    public SerializationContext Context => context;

    public TypeCodec Resolve(ITypeSymbol type)
    {
        var resolved = Visit(type);
        if (resolved.Failure is { } failure)
        {
            return new TypeCodec { Failure = failure with { Path = TypeNames.ToMessage(type) + failure.Path } };
        }

        return Codec() with
        {
            Expression = resolved.Expression,
            Shape = resolved.Shape,
            Reach = _graph.From(resolved.Holds),
            Task = _task is null ? null : _task with { Path = TypeNames.ToMessage(type) },
        };
    }

    /// <summary>How an exception type of the user's is created again; without models where it is not.</summary>
    public TypeCodec ResolveException(INamedTypeSymbol type)
    {
        var resolved = VisitException(type);
        return resolved.Failure is { } failure ? new TypeCodec { Failure = failure } : Codec() with { Expression = resolved.Expression };
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

    /// <summary>Like <see cref="Visit"/>, but what was begun for a type that fails is forgotten: the rest goes on without it.</summary>
    public Resolved Try(ITypeSymbol type)
    {
        var userTypes = new Dictionary<string, Resolved>(_userTypes, StringComparer.Ordinal);
        var exceptionTypes = new Dictionary<string, Resolved>(_exceptionTypes, StringComparer.Ordinal);
        var (drafts, codecs, losses, exceptions) = (_drafts.Count, _codecs.Count, _losses.Count, _exceptions.Count);
        var task = _task;
        var resolved = Visit(type);
        if (resolved.Failure is null && _task is { } found && task is null)
        {
            // Which call a task stands for, an exception would not know elsewhere.
            resolved = Resolved.Fail(found.Reason);
        }

        if (resolved.Failure is not null)
        {
            _task = task;
            _userTypes = userTypes;
            _exceptionTypes = exceptionTypes;
            _exceptions.RemoveRange(exceptions, _exceptions.Count - exceptions);
            _drafts.RemoveRange(drafts, _drafts.Count - drafts);
            _codecs.RemoveRange(codecs, _codecs.Count - codecs);
            _losses.RemoveRange(losses, _losses.Count - losses);
        }

        return resolved;
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
        var number = _userTypes.Count;
        EquatableArray<Held> itself = [new Held(null, key)];
        _userTypes[key] = new Resolved(place.Expression, $"^{number}", itself);
        var resolved = exact ? ObjectAnalysis.Analyze(this, type, key, place) : PolymorphismAnalysis.Analyze(this, type, key, place);
        if (resolved.Failure is null)
        {
            resolved = resolved with { Expression = place.Expression, Holds = itself };
            _userTypes[key] = resolved with { Shape = $"^{number}" };
        }

        return resolved;
    }

    /// <summary>Adds the codec of an object, and what its members hold.</summary>
    public void Add(ObjectDraft draft)
    {
        _drafts.Add(draft);
        _graph.Add(draft.Model.Key, draft.Identity, draft.Holds.SelectMany(held => held));
    }

    /// <summary>Adds the codec of a base type.</summary>
    public void Add(CodecModel polymorphic, IEnumerable<Held> cases)
    {
        _codecs.Add(polymorphic);
        _graph.Add(polymorphic.Key, null, cases);
    }

    /// <summary>An object type that has been analysed.</summary>
    public ObjectDraft? Find(string key) => _drafts.FirstOrDefault(draft => draft.Model.Key == key);

    /// <summary>The codec of an exception type: found, or analysed now.</summary>
    public Resolved VisitException(INamedTypeSymbol type)
    {
        var key = TypeNames.ToCodeNotNull(type);
        if (!_exceptionTypes.TryGetValue(key, out var resolved))
        {
            // An exception may have one of its own type as a member.
            _exceptionTypes[key] = Resolved.Object($"{SerializationContext.CodecsClass}.Exception<{key}>()", "exception", Identities.Exception);
            resolved = ExceptionAnalysis.WhyNot(this, type) is { } reason ? Resolved.Fail(reason) : _exceptionTypes[key];
            _exceptionTypes[key] = resolved;
        }

        return resolved;
    }

    /// <summary>Adds the codec of an exception.</summary>
    public void Add(ExceptionCodecModel exception) => _exceptions.Add(exception);

    private TypeCodec Codec() => new()
    {
        Codecs = _drafts.Select(draft => draft.Finish(_graph)).Concat(_codecs).OrderBy(codec => codec.Key, StringComparer.Ordinal).ToEquatableArray(),
        Exceptions = _exceptions.OrderBy(exception => exception.Type, StringComparer.Ordinal).ToEquatableArray(),
        Losses = _losses.ToEquatableArray(),
    };

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
            return CodecPlace.Of((INamedTypeSymbol)type, true, context, out var misplaced) is null
                ? Resolved.Fail(misplaced!)
                : Resolved.Value($"{SerializationContext.CodecsClass}.Enum<{TypeNames.ToCode(type)}>()", "enum");
        }

        if (type is not INamedTypeSymbol named)
        {
            return Resolved.Fail($"{TypeNames.ToMessage(type)} is no type with data");
        }

        if (ExceptionAnalysis.IsException(named))
        {
            return VisitException(named);
        }

        return FrameworkCodecs.Find(this, named)
            ?? FrameworkTypes.WhyNot(named)
            ?? VisitUserType(named, exact: !PolymorphismAnalysis.IsPolymorphic(named));
    }
}
