using System.Diagnostics.CodeAnalysis;

namespace AsyncSplit.Serialization;

/// <summary>The codecs of the framework's types, and those that are made of others.</summary>
public static partial class Codecs
{
    /// <summary>The same codec, with a type that says that values may be null. (All codecs of reference types write and read null.)</summary>
    [return: NotNull]
    public static Codec<T?> OrNull<T>(Codec<T> codec)
        where T : class => codec!;

    /// <summary>Writes a value or JSON null.</summary>
    public static Codec<T?> Nullable<T>(Codec<T> codec)
        where T : struct => new NullableCodec<T>(codec);
}
