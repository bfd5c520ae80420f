using System.Text.Json;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>A captured state of one local, as generated code would have it.</summary>
internal sealed record TextState(ResumePoint Point, string Value) : CapturedState
{
    public override ResumePoint ResumePoint => Point;

    public override void Write(StateWriter writer)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("value", Value);
        writer.Json.WriteEndObject();
    }

    /// <summary>Reads the one member of a state or of arguments.</summary>
    public static string Read(ref StateReader reader)
    {
        if (!reader.Json.Read() || reader.Json.TokenType != JsonTokenType.PropertyName || !reader.Json.ValueTextEquals("value") || !reader.Json.Read())
        {
            throw new JsonException("'value' is missing.");
        }

        var value = reader.Json.GetString()!;
        reader.Json.Read();
        return value;
    }
}
