using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>A call whose arguments are JSON already.</summary>
internal sealed record JsonCall(string Name, ReadOnlyMemory<byte> Arguments) : ChainCall
{
    /// <inheritdoc/>
    public override string Target => Name;

    /// <inheritdoc/>
    public override void WriteArguments(StateWriter writer) => writer.Json.WriteRawValue(Arguments.Span, skipInputValidation: true);
}
