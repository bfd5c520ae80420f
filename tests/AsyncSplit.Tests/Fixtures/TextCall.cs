using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>A call with one argument, as generated code would have it.</summary>
internal sealed record TextCall(string Name, string Value) : ChainCall
{
    public override string Target => Name;

    public override void WriteArguments(StateWriter writer)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("value", Value);
        writer.Json.WriteEndObject();
    }
}
