using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Writes captured state, arguments and results as JSON.</summary>
/// <param name="json">Where to. Give it <see cref="Options"/>: state nests deeper than the default allows to read.</param>
/// <param name="tracksIdentity">Whether an object that occurs again is written as <c>{"$ref":n}</c>, n being its number in the order of first occurrence. Free when off.</param>
public sealed class StateWriter(Utf8JsonWriter json, bool tracksIdentity = false)
{
    private readonly Dictionary<object, int>? _numbers = tracksIdentity ? new(ReferenceEqualityComparer.Instance) : null;

    /// <summary>The deepest nesting that is written and read.</summary>
    public const int MaxDepth = 1000;

    /// <summary>The options to create the <see cref="Utf8JsonWriter"/> with.</summary>
    public static JsonWriterOptions Options => new() { MaxDepth = MaxDepth };

    /// <summary>The JSON that is being written.</summary>
    public Utf8JsonWriter Json { get; } = json;

    /// <summary>The exception types that are known, for captured exceptions; null where none are expected.</summary>
    public Runtime.ChainRegistry? Registry { get; init; }

    /// <summary>What the step has started; null where it has nothing of the kind.</summary>
    internal Runtime.StepFutures? Futures { get; init; }

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

        if (_numbers is null || _numbers.TryAdd(value, _numbers.Count))
        {
            return true;
        }

        Json.WriteStartObject();
        Json.WriteNumber("$ref"u8, _numbers[value]);
        Json.WriteEndObject();
        return false;
    }
}
