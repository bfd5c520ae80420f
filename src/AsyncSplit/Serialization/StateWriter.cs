using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Writes captured state, arguments and results as JSON.</summary>
/// <param name="json">Where to. Give it <see cref="Options"/>: state nests deeper than the default allows to read.</param>
/// <param name="tracksIdentity">Whether an object that occurs again is written as <c>{"$ref":n}</c>, n being its number in the order of first occurrence. Free when off.</param>
public sealed class StateWriter(Utf8JsonWriter json, bool tracksIdentity = false)
{
    // Room for what is written around and within a value without a look at the depth.
    private const int Reserve = 16;

    private readonly Dictionary<object, int>? _numbers = tracksIdentity ? new(ReferenceEqualityComparer.Instance) : null;
    private Runtime.ChainRegistry? _registry;
    private HashSet<object>? _open;
    private Dictionary<object, Type>? _copies;

    /// <summary>The deepest nesting that is written and read.</summary>
    public const int MaxDepth = 1000;

    /// <summary>The options to create the <see cref="Utf8JsonWriter"/> with.</summary>
    public static JsonWriterOptions Options => new() { MaxDepth = MaxDepth };

    /// <summary>The JSON that is being written.</summary>
    public Utf8JsonWriter Json { get; } = json;

    /// <summary>The exception types that are known; null where no exceptions are expected.</summary>
    public Runtime.ChainRegistry? Registry
    {
        get => _registry;
        init => _registry = value;
    }

    /// <summary>What the step has started; null where it has nothing of the kind.</summary>
    internal Runtime.StepFutures? Futures { get; private set; }

    /// <summary>Whether objects keep their identity.</summary>
    public bool TracksIdentity => _numbers is not null;

    /// <summary>Writes JSON null.</summary>
    public void Null() => Json.WriteNullValue();

    /// <summary>Tells whether an object is to be written. If not, this has written all there is: null, or a reference to where it occurred before.</summary>
    public bool IsNew([NotNullWhen(true)] object? value)
    {
        if (value is null)
        {
            Json.WriteNullValue();
            return false;
        }

        if (Json.CurrentDepth >= MaxDepth - Reserve)
        {
            // Reading it would take as many calls within each other, and more would end the process.
            throw new InvalidOperationException(
                $"A value nests more than {MaxDepth - Reserve} levels deep at a {value.GetType()}, and cannot cross an await. Keep long chains of objects in a flat collection.");
        }

        if (_numbers is null || _numbers.TryAdd(value, _numbers.Count))
        {
            return true;
        }

        if (_open?.Contains(value) == true)
        {
            throw new InvalidOperationException(
                $"A {value.GetType()} holds itself in what it is created of, and cannot cross an await: the member that leads back to it needs a setter.");
        }

        if (_copies is not null && _copies.TryGetValue(value, out var copy))
        {
            throw new InvalidOperationException(
                $"A {value.GetType()} is captured as itself and, before, as {copy}, as which it is copied: both cannot be the same object after the await.");
        }

        WriteReference(value);
        return false;
    }

    /// <summary>Says that the object cannot be referred to yet, because what is written now is what it is created of.</summary>
    public void Open(object? value)
    {
        if (_numbers is not null && value is not null)
        {
            (_open ??= new(ReferenceEqualityComparer.Instance)).Add(value);
        }
    }

    /// <summary>Ends <see cref="Open"/>.</summary>
    public void Close(object? value)
    {
        if (value is not null)
        {
            _open?.Remove(value);
        }
    }

    /// <summary>Like <see cref="IsNew"/>, for an object that is read back as one of another type.</summary>
    internal bool IsNewCopy(object value, Type type)
    {
        if (_numbers is not null && _copies?.ContainsKey(value) == true)
        {
            WriteReference(value);
            return false;
        }

        var known = _numbers?.ContainsKey(value) == true;
        var isNew = IsNew(value);
        if (_numbers is not null && !known)
        {
            (_copies ??= new(ReferenceEqualityComparer.Instance)).Add(value, type);
        }

        return isNew;
    }

    /// <summary>Prepares for the next value.</summary>
    internal StateWriter With(Runtime.ChainRegistry? registry, Runtime.StepFutures? futures)
    {
        _registry = registry;
        Futures = futures;
        return this;
    }

    private void WriteReference(object value)
    {
        Json.WriteStartObject();
        Json.WriteNumber("$ref"u8, _numbers![value]);
        Json.WriteEndObject();
    }
}
