using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
public ref struct StateReader
{
    /// <summary>The JSON that is being read.</summary>
    public Utf8JsonReader Json;

    // The objects by number; null where one is still being constructed.
    private readonly List<object?>? _objects;
    private string? _owner;
    private ReadOnlySpan<byte> _member;

    /// <param name="json">Where from. Create it with <see cref="Options"/>.</param>
    /// <param name="tracksIdentity">Must be as it was in the <see cref="StateWriter"/>.</param>
    public StateReader(Utf8JsonReader json, bool tracksIdentity = false)
    {
        Json = json;
        _objects = tracksIdentity ? [] : null;
    }

    /// <summary>The options to create the <see cref="Utf8JsonReader"/> with.</summary>
    public static JsonReaderOptions Options => new() { MaxDepth = StateWriter.MaxDepth };

    /// <inheritdoc cref="StateWriter.Registry"/>
    public Runtime.ChainRegistry? Registry { get; init; }

    /// <summary>The step that reads; null outside of one.</summary>
    internal Runtime.StepContext? Step { get; init; }

    /// <summary>What tasks are found in.</summary>
    internal readonly Runtime.StepFutures? Futures => Step?.Futures;

    /// <summary>Whether objects keep their identity.</summary>
    public readonly bool TracksIdentity => _objects is not null;

    /// <summary>Tells whether an object stands here that is to be read. If not, it was null, or a reference to <paramref name="known"/>, and has been read.</summary>
    /// <param name="known">The object that occurred before, or null.</param>
    /// <param name="number">What to pass to <see cref="Register"/> as soon as the object exists.</param>
    public bool IsNew<T>([MaybeNull] out T known, out int number)
    {
        known = default;
        number = -1;
        if (Json.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        if (_objects is null)
        {
            return true;
        }

        if (TryReadReference(out var reference))
        {
            known = reference >= 0 && reference < _objects.Count && _objects[reference] is T value
                ? value
                : throw Invalid($"{typeof(T).Name}: reference {reference} stands for no such object, or for one that is still being constructed and can only be set through a constructor or init");
            return false;
        }

        number = _objects.Count;
        _objects.Add(null);
        return true;
    }

    /// <summary>Tells whether a reference stands here, and if so reads the object it stands for.</summary>
    internal bool TryReference<T>([MaybeNull] out T known)
    {
        known = default;
        var ahead = Json;
        if (_objects is null || Json.TokenType != JsonTokenType.StartObject || !ahead.Read() || ahead.TokenType != JsonTokenType.PropertyName || !ahead.Is("$ref"u8))
        {
            return false;
        }

        IsNew(out known, out _);
        return true;
    }

    /// <summary>The objects read so far, for who reads parts of the JSON by itself; null where identity is not tracked.</summary>
    internal readonly List<object?>? Objects => _objects;

    /// <summary>Says which object has a number, so that references find it.</summary>
    public readonly void Register(int number, object? value)
    {
        if (_objects is not null && number >= 0)
        {
            _objects[number] = value;
        }
    }

    /// <summary>Requires that an object starts here; steps onto the first token when nothing was read yet.</summary>
    /// <exception cref="JsonException">It does not.</exception>
    public void StartObject(string type)
    {
        if (Json.TokenType == JsonTokenType.None)
        {
            Read();
        }

        if (Json.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid(type);
        }
    }

    /// <summary>Steps onto the next property's name; false at the object's end.</summary>
    /// <param name="type">The type whose member it is, for error messages.</param>
    public bool NextProperty(string type)
    {
        Read();
        if (Json.TokenType != JsonTokenType.PropertyName)
        {
            _owner = null;
            return false;
        }

        _owner = type;
        _member = Raw;
        return true;
    }

    /// <summary>Tells whether the property has this name, and if so steps onto its value.</summary>
    public bool TryMember(ReadOnlySpan<byte> name)
    {
        if (!Json.Is(name))
        {
            return false;
        }

        Read();
        return true;
    }

    /// <summary>Passes over the value of a property that nobody knows.</summary>
    public void SkipMember()
    {
        Read();
        if (_objects is not null && Json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            // The objects in it have numbers that the reader would not count.
            throw new JsonException($"{_owner} has no member '{Encoding.UTF8.GetString(_member)}'.");
        }

        Skip();
    }

    /// <summary>Passes over the value that stands here.</summary>
    public void Skip()
    {
        if (!Json.TrySkip())
        {
            throw new JsonException("The JSON ends too early.");
        }
    }

    /// <summary>Steps onto the next token.</summary>
    public void Read()
    {
        if (!Json.Read())
        {
            throw new JsonException("The JSON ends too early.");
        }
    }

    /// <summary>The error for a value that is not what its member wants.</summary>
    /// <param name="expected">What was expected, for example a type's name.</param>
    public readonly JsonException Invalid(string expected)
    {
        var where = _owner is null ? "" : $" for {_owner}.{Encoding.UTF8.GetString(_member)}";
        return new JsonException($"Expected {expected}{where}, found {Json.TokenType} at byte {Json.TokenStartIndex}.");
    }

    /// <summary>The error for a member without which an object cannot be constructed.</summary>
    public static JsonException Missing(string type, string member) => new($"{type}.{member} is missing.");

    /// <summary>The current token's text: a string or a property's name.</summary>
    internal readonly string Text()
    {
        try
        {
            return Json.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(Invalid("well-formed text").Message, e);
        }
    }

    /// <summary>The bytes of the current token's value, escapes and all.</summary>
    internal readonly ReadOnlySpan<byte> Raw => Json.HasValueSequence ? Json.ValueSequence.ToArray() : Json.ValueSpan;

    /// <summary>Counts the elements of the array that starts here without reading them.</summary>
    internal readonly int CountElements()
    {
        var ahead = Json;
        var count = 0;
        while (ahead.Read() && ahead.TokenType != JsonTokenType.EndArray)
        {
            count++;
            if (!ahead.TrySkip())
            {
                throw new JsonException("The JSON ends too early.");
            }
        }

        return count;
    }

    private bool TryReadReference(out int reference)
    {
        reference = -1;
        if (Json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var ahead = Json;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.PropertyName || !ahead.Is("$ref"u8))
        {
            return false;
        }

        if (!ahead.Read() || ahead.TokenType != JsonTokenType.Number || !ahead.TryGetInt32(out reference)
            || !ahead.Read() || ahead.TokenType != JsonTokenType.EndObject)
        {
            throw Invalid("a reference");
        }

        Json = ahead;
        return true;
    }
}
