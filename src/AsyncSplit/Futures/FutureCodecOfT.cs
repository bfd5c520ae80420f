using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>Captures tasks: which started call one stands for, or how it ended.</summary>
internal sealed class FutureCodec<T> : Codec<Task<T>>
{
    private readonly TaskShape<T> _shape;
    private readonly TaskParts _parts;

    /// <param name="result">Writes and reads the results.</param>
    /// <param name="parts">What tasks of this type can be made of; null where it is nothing special.</param>
    public FutureCodec(Codec<T> result, Func<TaskShape<T>, Func<Codec<Task<T>>>, TaskParts>? parts = null)
    {
        _shape = new TaskShape<T>(result);
        _parts = parts is null ? new TaskParts<T>(_shape, () => this) : parts(_shape, () => this);
    }

    /// <inheritdoc/>
    public override void Write(StateWriter writer, Task<T> value) => FutureJson.Write(writer, value, _shape, _parts);

    /// <inheritdoc/>
    public override Task<T> Read(ref StateReader reader) => FutureJson.Read<Task<T>>(ref reader, _shape, _parts)!;
}
