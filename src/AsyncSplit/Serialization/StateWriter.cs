using System.Buffers;
using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Writes captured state, arguments and results as JSON.</summary>
public sealed class StateWriter(Utf8JsonWriter json)
{
    /// <summary>The JSON that is being written.</summary>
    public Utf8JsonWriter Json { get; } = json;

    /// <summary>Writes JSON null.</summary>
    public void Null() => Json.WriteNullValue();
}
