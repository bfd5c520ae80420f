namespace AsyncSplit.Serialization;

/// <content>Captured exceptions.</content>
public static partial class Codecs
{
    /// <summary>The codec of an exception that a catch block holds across an await.</summary>
    public static Codec<T> Exception<T>()
        where T : Exception => CapturedExceptionCodec<T>.Instance;
}
