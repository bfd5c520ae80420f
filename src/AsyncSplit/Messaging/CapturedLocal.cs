using System.Text.Json;

namespace AsyncSplit.Messaging;

/// <summary>One member of a captured state.</summary>
/// <param name="Name">The local's name.</param>
/// <param name="Bytes">The size of its value as JSON.</param>
public sealed record CapturedLocal(string Name, int Bytes)
{
    internal static IReadOnlyList<CapturedLocal> Measure(ReadOnlySpan<byte> state)
    {
        var reader = new Utf8JsonReader(state);
        if (state.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return [];
        }

        var locals = new List<CapturedLocal>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = reader.TokenStartIndex;
            reader.Skip();
            locals.Add(new CapturedLocal(name, (int)(reader.BytesConsumed - start)));
        }

        return locals;
    }
}
