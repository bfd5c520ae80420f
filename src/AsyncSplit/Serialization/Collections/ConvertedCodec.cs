namespace AsyncSplit.Serialization;

/// <summary>A value that is written as another one. A copy by nature: what the other one is, nobody else holds.</summary>
internal sealed class ConvertedCodec<T, TWritten>(Codec<TWritten> written, Func<T, TWritten> convert, Func<TWritten, T> convertBack) : Codec<T>
{
    public override void Write(StateWriter writer, T value) => written.Write(writer, convert(value));

    public override T Read(ref StateReader reader) => convertBack(written.Read(ref reader));
}
