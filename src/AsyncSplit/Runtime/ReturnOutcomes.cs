using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

internal sealed class ReturnNothing : ReturnOutcome
{
    internal static readonly ReturnNothing Instance = new();

    public override void Write(StateWriter writer, Codec? codec) => writer.Null();
}

internal sealed class ReturnValue<T>(T value) : ReturnOutcome
{
    public T Value => value;

    public override void Write(StateWriter writer, Codec? codec) =>
        (codec as Codec<T> ?? throw new InvalidOperationException($"The handler returned {typeof(T)}, but is registered with the codec of {codec?.Type.ToString() ?? "no result"}."))
        .Write(writer, value);
}
