using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>How an opaque await ended: with a result, or with the exception that the await threw.</summary>
public abstract class Awaited
{
    private protected Awaited(Exception? exception) => Exception = exception;

    /// <summary>What the await threw, or null.</summary>
    public Exception? Exception { get; }

    /// <summary>Writes the result with the resume point's codec (JSON null where there is none).</summary>
    public abstract void Write(StateWriter writer, Codec? codec);
}

internal sealed class AwaitedNothing(Exception? exception) : Awaited(exception)
{
    public override void Write(StateWriter writer, Codec? codec) => writer.Null();
}

internal sealed class AwaitedValue<T>(T value, Exception? exception) : Awaited(exception)
{
    public T Value => value;

    public override void Write(StateWriter writer, Codec? codec) =>
        (codec as Codec<T> ?? throw new InvalidOperationException($"The await gave {typeof(T)}, but its resume point is registered with the codec of {codec?.Type.ToString() ?? "no result"}."))
        .Write(writer, value);
}
