using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>A call that goes to another target.</summary>
internal sealed record RenamedCall(ChainCall Call, string Name) : ChainCall
{
    public override string Target => Name;

    public override void WriteArguments(StateWriter writer) => Call.WriteArguments(writer);

    public override object?[]? GetArguments() => Call.GetArguments();
}
