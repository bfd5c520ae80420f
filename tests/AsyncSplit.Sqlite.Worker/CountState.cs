using System.Text.Json;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Sqlite.Worker;

/// <summary>The captured state of <see cref="Counter"/>, as generated code would have it.</summary>
public sealed record CountState(ResumePoint Point, int Left, int Sum) : CapturedState
{
    public override ResumePoint ResumePoint => Point;

    public override void Write(StateWriter writer)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteNumber("left", Left);
        writer.Json.WriteNumber("sum", Sum);
        writer.Json.WriteEndObject();
    }

    public static (int Left, int Sum) Read(ref StateReader reader) => (ReadMember(ref reader, last: false), ReadMember(ref reader, last: true));

    internal static int ReadMember(ref StateReader reader, bool last)
    {
        if (!reader.Json.Read() || reader.Json.TokenType != JsonTokenType.PropertyName || !reader.Json.Read())
        {
            throw new JsonException("A number is missing.");
        }

        var value = reader.Json.GetInt32();
        if (last)
        {
            reader.Json.Read();
        }

        return value;
    }
}
