using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
public ref struct StateReader(Utf8JsonReader json)
{
    /// <summary>The JSON that is being read.</summary>
    public Utf8JsonReader Json = json;
}
