using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>Captures tasks without a result, or whose result is of no interest where they stand.</summary>
internal sealed class FutureCodec : Codec<Task>
{
    public static readonly FutureCodec Instance = new();

    private FutureCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(StateWriter writer, Task value) => FutureJson.Write(writer, value, TaskShape.Nothing, TaskParts.Nothing);

    /// <inheritdoc/>
    public override Task Read(ref StateReader reader) => FutureJson.Read<Task>(ref reader, null, TaskParts.Nothing)!;
}
