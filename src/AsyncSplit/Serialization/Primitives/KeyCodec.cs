namespace AsyncSplit.Serialization;

/// <summary>The codec of a type whose values have a text form, so that they can be the keys of a dictionary that is written as a JSON object.</summary>
public abstract class KeyCodec<T> : Codec<T>
{
    private protected KeyCodec()
    {
    }

    internal abstract string Format(T key);

    internal abstract bool TryParse(string text, out T key);
}
