using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Sqlite.Worker;

/// <summary>A call with one number, as generated code would have it.</summary>
public sealed record NumberCall(string Name, int Value) : ChainCall
{
    public override string Target => Name;

    public override void WriteArguments(StateWriter writer)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteNumber("value", Value);
        writer.Json.WriteEndObject();
    }

    public static int Read(ref StateReader reader) => CountState.ReadMember(ref reader, last: true);
}
