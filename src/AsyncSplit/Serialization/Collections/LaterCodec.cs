namespace AsyncSplit.Serialization;

/// <summary>A codec that is made when it is first needed, because making it at once would never end.</summary>
internal sealed class LaterCodec<T>(Func<Codec<T>> make) : Codec<T>
{
    private readonly Lazy<Codec<T>> _codec = new(make);

    public override void Write(StateWriter writer, T value) => _codec.Value.Write(writer, value);

    public override T Read(ref StateReader reader) => _codec.Value.Read(ref reader);
}
