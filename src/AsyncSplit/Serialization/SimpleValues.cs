namespace AsyncSplit.Serialization;

/// <summary>The codecs of types that everyone knows, without any generated code.</summary>
internal static class SimpleValues
{
    private static readonly Dictionary<Type, Codec> s_codecs = new Codec[]
    {
        Codecs.Boolean, Codecs.Int16, Codecs.Int32, Codecs.Int64, Codecs.UInt32, Codecs.UInt64, Codecs.Single, Codecs.Double, Codecs.Decimal, Codecs.Byte, Codecs.Char,
        Codecs.String, Codecs.Guid, Codecs.Uri, Codecs.DateTime, Codecs.DateTimeOffset, Codecs.DateOnly, Codecs.TimeOnly, Codecs.TimeSpan,
    }.ToDictionary(codec => codec.Type);

    /// <summary>Null for a type that is not simple.</summary>
    public static Codec? Find(Type type) => s_codecs.GetValueOrDefault(type);
}
