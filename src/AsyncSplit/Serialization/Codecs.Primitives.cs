using System.Globalization;
using System.Numerics;
using System.Text;

namespace AsyncSplit.Serialization;

public static partial class Codecs
{
    public static Codec<bool> Boolean { get; } = new BooleanCodec();

    public static Codec<byte> Byte { get; } = new IntegerCodec<byte>();

    public static Codec<sbyte> SByte { get; } = new IntegerCodec<sbyte>();

    public static Codec<short> Int16 { get; } = new IntegerCodec<short>();

    public static Codec<ushort> UInt16 { get; } = new IntegerCodec<ushort>();

    public static Codec<int> Int32 { get; } = new IntegerCodec<int>();

    public static Codec<uint> UInt32 { get; } = new IntegerCodec<uint>();

    public static Codec<long> Int64 { get; } = new IntegerCodec<long>();

    public static Codec<ulong> UInt64 { get; } = new IntegerCodec<ulong>();

    public static Codec<Int128> Int128 { get; } = new IntegerCodec<Int128>();

    public static Codec<UInt128> UInt128 { get; } = new IntegerCodec<UInt128>();

    public static Codec<nint> IntPtr { get; } = new IntegerCodec<nint>();

    public static Codec<nuint> UIntPtr { get; } = new IntegerCodec<nuint>();

    public static Codec<BigInteger> BigInteger { get; } = new IntegerCodec<BigInteger>();

    public static Codec<Half> Half { get; } = new FloatCodec<Half>(value => BitConverter.HalfToUInt16Bits(value), bits => BitConverter.UInt16BitsToHalf(unchecked((ushort)bits)));

    public static Codec<float> Single { get; } = new FloatCodec<float>(value => BitConverter.SingleToUInt32Bits(value), bits => BitConverter.UInt32BitsToSingle(unchecked((uint)bits)));

    public static Codec<double> Double { get; } = new FloatCodec<double>(BitConverter.DoubleToInt64Bits, BitConverter.Int64BitsToDouble);

    public static Codec<decimal> Decimal { get; } = new DecimalCodec();

    public static Codec<string> String { get; } = new StringCodec();

    public static Codec<char> Char { get; } = new TextCodec<char>(value => value.ToString(), char.TryParse);

    public static Codec<Rune> Rune { get; } = new TextCodec<Rune>(
        value => value.ToString(),
        (string text, out Rune value) => System.Text.Rune.DecodeFromUtf16(text, out value, out var length) == System.Buffers.OperationStatus.Done && length == text.Length);

    public static Codec<Guid> Guid { get; } = new TextCodec<Guid>(value => value.ToString("D"), System.Guid.TryParse);

    public static Codec<Version> Version { get; } = new TextCodec<Version>(
        value => value.ToString(),
        (string text, out Version value) => System.Version.TryParse(text, out value!));

    public static Codec<Uri> Uri { get; } = new UriCodec();

    public static Codec<Complex> Complex { get; } = new TextCodec<Complex>(
        value => string.Create(CultureInfo.InvariantCulture, $"<{value.Real:R}; {value.Imaginary:R}>"),
        (string text, out Complex value) => System.Numerics.Complex.TryParse(text, CultureInfo.InvariantCulture, out value));

    /// <summary>Written by name; flags as <c>"Read, Write"</c>, values without a name as numbers.</summary>
    public static Codec<T> Enum<T>()
        where T : struct, Enum => EnumCodecOf<T>.Instance;

    private static class EnumCodecOf<T>
        where T : struct, Enum
    {
        internal static readonly EnumCodec<T> Instance = new();
    }
}
